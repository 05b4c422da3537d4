// Small building blocks; text always goes in as text, so nothing that was typed can become markup.

export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

export function icon(id) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#${id}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

// "Dr. Sam Lee" → "SL"
export const initials = name => name.replace(/^Dr\.? /, "").split(/\s+/).slice(0, 2).map(word => word[0]).join("");

// What colleagues call them: "Dr. Lee", "Maria".
export const shortName = name => /^Dr\.? /.test(name) ? `Dr. ${name.split(/\s+/).at(-1)}` : name.split(/\s+/)[0];
