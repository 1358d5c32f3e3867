/** What the grammar says of misspelt words, the compiler says of misspelt names. */
export * from '../../grammar/suggest.js';
