import { describe, expect, it } from 'vitest';
import { hatchOf, plainColour } from './hatch';

describe('a hatch of the style sheet', () => {
  it('of lines has their colours, widths and slope', () => {
    const image =
      'repeating-linear-gradient(135deg, rgb(198, 203, 78) 0px, rgb(198, 203, 78) 3px, color(srgb 0.9 0.8 0.7) 3px, color(srgb 0.9 0.8 0.7) 5px)';
    expect(hatchOf(image, 'auto')).toEqual({
      kind: 'lines',
      turn: 45,
      period: 5,
      bands: [
        { colour: 'rgb(198, 203, 78)', from: 0, to: 3 },
        { colour: 'rgb(230, 204, 179)', from: 3, to: 5 },
      ],
    });
  });
  it('of dots has their colour, size and distance', () => {
    const image = 'radial-gradient(circle, rgb(1, 2, 3) 1.2px, rgba(0, 0, 0, 0) 1.5px)';
    expect(hatchOf(image, '5px 5px')).toEqual({
      kind: 'dots',
      colour: 'rgb(1, 2, 3)',
      radius: 1.2,
      period: 5,
    });
  });
  it('is none of anything else', () => {
    for (const image of [
      'none',
      'url("x.png")',
      'linear-gradient(red, blue)',
      'repeating-linear-gradient(x)',
      '',
    ])
      expect(hatchOf(image, 'auto')).toBeNull();
    expect(hatchOf('radial-gradient(circle, rgb(1, 2, 3) 1px)', 'auto')).toBeNull();
  });
  it('writes colours as any reader knows them', () => {
    expect(plainColour('color(srgb 1 0 0.5 / 0.25)')).toBe('rgba(255, 0, 128, 0.25)');
    expect(plainColour('rgb(1, 2, 3)')).toBe('rgb(1, 2, 3)');
  });
});
