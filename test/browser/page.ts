/** The bundle's entry: puts the compiler where a test can call it from outside of the page. */
import { examine } from './examine.js';

Object.assign(globalThis, { examine });
