/** What the reference says of selectors; they have no registry. */
export const selectorsText = `A selector says which layers something is about, in \`on:\` of a regularizer, in \`set\`, \`replace\`, \`vary\` and \`--set\`.

| selector | means |
| --- | --- |
| \`classifier\` | a label: every layer at or below it, wherever the label occurs |
| \`angconv\` | a kind: every layer of that kind |
| \`stage1[3].main\` | a path: its parts occur in this order in a layer's path, each anywhere below the one before |
| \`stage1[*].shortcut\` | every repeat of \`stage1\`; an index stands right behind its label |
| \`main.0\` | a position among the unlabelled statements of \`main\` |
| \`stage1.conv\` | the last part may be a kind |
| \`model\` | the whole net |
| \`[stem, bn]\` | a list means the union |
| \`optional(shortcut)\` | may match nothing; without it, a selector that matches nothing is an error |`;

/** What the reference says of edits. */
export const editsText = `An edit changes an experiment, in a profile or an ablation. Each replaces the whole of what it names.

| edit | changes |
| --- | --- |
| \`steps: 900\` | a field |
| \`model.width: 16\` | one argument of the call in a field |
| \`classifier@scale: 30\` | an annotation of the layers that a selector means |
| \`model@norm.eps: 1e-3\` | one argument of an annotation |
| \`set angconv @angle(cos)\` | annotations; they win over everything that the model says |
| \`replace angconv with conv\` | the kind of layers, or a block by a block; arguments that the new kind takes carry over by name |
| \`vary batch: [64, 128]\` | in an ablation, one cell for each value; several \`vary\` form a product |
| \`zip { vary … vary … }\` | values that go along together |
| \`rows { name: { … } }\`, \`columns { … }\` | groups of edits, a cell for each pair |

They apply in this order: the experiment, its profile, the ablation's own edits, rows, columns, \`vary\` and \`zip\` in the order
of the text, then \`--set\`. A \`set\` or \`replace\` that changes nothing is an error; a value of \`vary\` may equal what is there.`;
