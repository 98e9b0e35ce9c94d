//! The pages on which managers look after the e-Box, called in process: who gets them, what misuse does, and what two
//! managers at once do.

mod audit;
mod choices;
mod mandates;
mod misuse;
mod partitions;
mod people;
mod records;
mod rules;
mod world;
