import { totalmem } from 'node:os';
import { machine } from '../../bench/machine.js';
import type { AblationFolder } from '../../runtime/ablation/ablation-folder.js';
import { formatBytes, formatCount, formatDuration, formatLarge, plural } from '../../runtime/format-numbers.js';

/** On what, with what and for how long the runs of some ablations were trained. */
export async function costText(folders: readonly AblationFolder[]): Promise<string> {
  const lines = ['| | profile | runs | steps | multiply-adds | time |', '| --- | --- | ---: | ---: | ---: | ---: |'];
  const versions = new Set<string>();
  for (const folder of folders) {
    const { plan } = folder;
    let [runs, steps, multiplyAdds, seconds] = [0, 0, 0, 0];
    for (const run of plan.runs) {
      const runFolder = folder.runFolder(run);
      const [record, time] = [await runFolder.record(), await runFolder.time()];
      if (!record || !time) continue;
      runs++;
      steps += record.steps;
      multiplyAdds += plan.experiments[run.hash]!.cost.runMultiplyAdds ?? 0;
      // Of a run that was interrupted, the time of its last part is known.
      seconds += (time.seconds / time.steps) * record.steps;
      const { angnet, node, platform } = record.versions;
      versions.add(
        `angnet ${angnet}, ${record.engine.name} engine (${record.engine.detail}), Node ${node}, ${platform}`,
      );
    }
    const seeds = plural(plan.ablations[0]!.seeds, 'seed');
    lines.push(
      `| ${plan.file}, ${seeds} | ${plan.configuration?.profile ?? 'none'} | ${runs} | ${formatCount(steps)} | ${formatLarge(multiplyAdds)} | ${formatDuration(seconds)} |`,
    );
  }
  return [`${machine()}, ${formatBytes(totalmem())} of memory; ${[...versions].join('; ')}.`, lines.join('\n')].join(
    '\n\n',
  );
}
