/** WCAG 2.2 relative luminance and contrast of sRGB colours, and the custom properties of a theme. */

const channel = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

/** Relative luminance of `#rgb` or `#rrggbb`. */
const luminance = (hex: string): number => {
  const digits = hex.slice(1);
  const long = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  if (!/^[\da-f]{6}$/i.test(long)) throw new Error(`not a colour: ${hex}`);
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((i) =>
    channel(parseInt(long.slice(i, i + 2), 16) / 255),
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** Contrast from 1 to 21; the order of the two does not matter. */
export const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

/** Colours by token name for each theme of a style sheet; stage takes from light what it leaves out. */
export const themesIn = (
  css: string,
): Readonly<Record<string, Readonly<Record<string, string>>>> => {
  const themes: Record<string, Record<string, string>> = { light: {}, dark: {}, stage: {} };
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  for (const [, selector = '', body = ''] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g))
    for (const [theme, tokens] of Object.entries(themes))
      if (selector.includes(`[data-theme='${theme}']`))
        for (const [, name = '', value = ''] of body.matchAll(/--([\w-]+):\s*(#[\da-f]+)\s*;/gi))
          tokens[name] = value;
  return { ...themes, stage: { ...themes['light'], ...themes['stage'] } };
};
