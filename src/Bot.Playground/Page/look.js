// How the official renderer is to draw: colours are the page's own variables, so that dark comes for free.

const v = name => `var(--${name})`;
const tone = (strong, weak) => ({
  default: v(strong),
  subtle: v(weak),
  highlightColors: { default: v("sunken"), subtle: v("sunken") },
});
const colors = {
  default: tone("ink", "ink-2"),
  dark: tone("ink", "ink-2"),
  light: tone("ink-2", "ink-3"),
  accent: tone("way", "way"),
  good: tone("with", "with"),
  warning: tone("wait", "wait"),
  attention: tone("late", "late"),
};
const ground = background => ({ backgroundColor: v(background), foregroundColors: colors });

export const hostConfig = {
  fontFamily: v("font"),
  supportsInteractivity: true,
  fontSizes: { small: 12, default: 14, medium: 16, large: 17, extraLarge: 28 },
  fontWeights: { lighter: 300, default: 400, bolder: 650 },
  lineHeights: { small: 16, default: 20, medium: 22, large: 22, extraLarge: 32 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 14 },
  separator: { lineThickness: 1, lineColor: v("line") },
  containerStyles: {
    default: ground("surface"),
    emphasis: ground("sunken"),
    accent: ground("way-tint"),
    good: ground("with-tint"),
    warning: ground("wait-tint"),
    attention: ground("late-tint"),
  },
  actions: {
    maxActions: 6,
    spacing: "default",
    buttonSpacing: 0,
    actionsOrientation: "horizontal",
    actionAlignment: "left",
    showCard: { actionMode: "inline", inlineTopMargin: 12 },
  },
  inputs: {
    label: { inputSpacing: "small", requiredInputs: { weight: "bolder", suffix: " *" }, optionalInputs: { weight: "bolder" } },
    errorMessage: { spacing: "small", weight: "bolder" },
  },
};
