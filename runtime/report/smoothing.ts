export interface Sample {
  readonly step: number;
  readonly value: number;
}

/** At most `count` samples: the means of as many equally long stretches. Fewer samples than that stay as they are. */
export function averages(samples: readonly Sample[], count: number): Sample[] {
  if (samples.length <= count) return [...samples];
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * samples.length) / count);
    const stretch = samples.slice(from, Math.floor(((index + 1) * samples.length) / count));
    const mean = (read: (sample: Sample) => number) =>
      stretch.reduce((sum, one) => sum + read(one), 0) / stretch.length;
    return { step: mean((sample) => sample.step), value: mean((sample) => sample.value) };
  });
}
