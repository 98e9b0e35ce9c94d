//! Pages, called in process: those on which managers look after the e-Box, and those of the mail, which is read from
//! real registries and from some that misbehave. Who gets them, what misuse does, what two at once do.

mod audit;
mod back_office;
mod certificates;
mod choices;
mod contact;
mod elsewhere;
mod ended;
mod environments;
mod foreign;
mod hostile;
mod large;
mod mandates;
mod misuse;
mod onboarded;
mod outgoing;
mod partitions;
mod people;
mod providers;
mod providing;
mod records;
mod replies;
mod rules;
mod sending;
mod unwell;
mod world;
mod writing;
