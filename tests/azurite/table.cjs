// Azurite's table service, which ends when whoever started it does: then its standard input ends.
process.stdin.resume().on('end', () => process.exit());
require('azurite/dist/src/table/main.js');
