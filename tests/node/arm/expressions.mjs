// Reads ARM template expressions, "[concat('a', variables('b'))]": https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions
const TOKEN = /\s*(?:'((?:[^']|'')*)'|(-?\d+)|([A-Za-z_]\w*)|([()[\].,]))/y;

/** The text of an expression without its brackets, or null: a string is one if it begins with "[" but not with "[[", and ends with "]". */
export const inside = (text) => (typeof text === "string" && /^\[(?!\[)[^]*\]$/.test(text) ? text.slice(1, -1) : null);

function tokens(source) {
  const found = [];
  TOKEN.lastIndex = 0;
  while (source.slice(TOKEN.lastIndex).trim() !== "") {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new Error(`can't read "${source.slice(from)}"`);
    const [, string, number, name, sign] = match;
    if (string !== undefined) found.push({ kind: "text", value: string.replaceAll("''", "'") });
    else if (number !== undefined) found.push({ kind: "number", value: Number(number) });
    else found.push(name !== undefined ? { kind: "name", value: name } : { kind: sign, value: sign });
  }
  return found;
}

/** A tree of { text }, { number }, { call, arguments }, { of, member } and { of, at }. */
export function parse(source) {
  const left = tokens(source);
  const next = (kind) => (left[0]?.kind === kind ? left.shift() : null);
  const must = (kind) => next(kind) ?? fail(kind);
  const fail = (kind) => {
    throw new Error(`"${kind}" is missing before "${left[0]?.value ?? "the end"}"`);
  };

  function list() {
    const items = [];
    if (next(")")) return items;
    do items.push(whole());
    while (next(","));
    must(")");
    return items;
  }

  function whole() {
    let tree = first();
    for (;;) {
      if (next(".")) tree = { of: tree, member: must("name").value };
      else if (next("[")) {
        tree = { of: tree, at: whole() };
        must("]");
      } else return tree;
    }
  }

  function first() {
    const text = next("text");
    if (text) return { text: text.value };
    const number = next("number");
    if (number) return { number: number.value };
    const call = must("name").value;
    must("(");
    return { call, arguments: list() };
  }

  const tree = whole();
  if (left.length > 0) fail("the end");
  return tree;
}

/** Every function call in a tree, with the one around it. */
export function* calls(tree, around = null) {
  if (tree.call !== undefined) {
    yield { call: tree.call, arguments: tree.arguments, around };
    for (const argument of tree.arguments) yield* calls(argument, tree.call);
  }
  if (tree.of) yield* calls(tree.of, around);
  if (tree.at) yield* calls(tree.at, around);
}

/** Every string in a JSON value, keys included, with its path: names and numbers of the steps to it. */
export function* strings(node, path = []) {
  if (typeof node === "string") yield { text: node, path };
  if (node === null || typeof node !== "object") return;
  for (const [key, value] of Object.entries(node)) {
    if (!Array.isArray(node) && inside(key) !== null) yield { text: key, path: [...path, key] };
    yield* strings(value, [...path, key]);
  }
}
