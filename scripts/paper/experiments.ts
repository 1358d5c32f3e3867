const FOLDER = 'examples/paper';

/** Tables 1 to 4. Their profile `quick` is a narrow net and a few steps. */
export const tables = { file: `${FOLDER}/tables.ang`, seeds: 1 } as const;

/** Figure A: features of the plane under four losses, trained to the end whatever the profile of the tables is. */
export const features = { file: `${FOLDER}/features.ang`, seeds: 3 } as const;

/** Figure 1: vectors of one direction and of another. */
export const directions = { file: `${FOLDER}/directions.ang`, run: 'runs/Directions/figure-1' } as const;

/** Figure B: the angle functions, sigmoid with SphereNet's k. */
export const angleFunctions = ['log', 'linear', 'cos', 'sigmoid'] as const;
