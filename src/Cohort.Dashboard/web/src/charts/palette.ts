/** Colours of Okabe and Ito, which people with colour blindness tell apart, shifted until each has a contrast of 3 or more on its background. */
const light = ['#0067a5', '#c24a00', '#00785a', '#a03c78', '#7a6200', '#2f6f9f', '#5b4bb0', '#555555'];
const dark = ['#56b4e9', '#ff9248', '#2fc79a', '#e79ac7', '#f0e442', '#9ecbff', '#b3a6ff', '#c8c8c8'];

/** Arms differ by dash too, for print and for whoever sees no colours. */
export const dashes = ['solid', 'dashed', 'dotted', [10, 3, 2, 3]] as const;

export const armColour = (index: number, isDark: boolean): string => {
  const colours = isDark ? dark : light;
  return colours[index % colours.length] as string;
};

/** From none to much: one hue, darker (on dark: lighter) with more. */
export const ramp = (isDark: boolean): string[] => (isDark ? ['#31465a', '#4f7fa8', '#f0b45a', '#ff7a5c'] : ['#c9dbe9', '#6da3c9', '#e39a2d', '#b5361c']);

export const stages = (isDark: boolean): string[] => (isDark ? ['#4f7fa8', '#f0b45a', '#ff7a5c', '#b9a7ff'] : ['#6da3c9', '#e39a2d', '#b5361c', '#5b4bb0']);
