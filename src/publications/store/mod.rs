//! Statements of publications; each does what its name says and decides nothing.

mod contact;
mod mail;
mod opinion;
mod publication;
mod published;

pub use contact::KeptContact;
pub(super) use contact::{contact, contacts, erase_contact, insert_contact};
pub(super) use mail::{
    due_mail, forget_mail, insert_mail, note_sending, postpone_mail, queue_sendings, sendings, sweep_sendings,
};
pub(super) use opinion::{
    OpinionRow, answers, answers_to, belongs, by_receipt, confirm, insert_answer, insert_opinion, next_receipt,
    opinion, opinions, received, sweep_unconfirmed,
};
pub(super) use publication::{
    insert, lock, mentioning, next_number, of_subject, publication, rewrite, set_closed, set_published, set_signed,
    set_synced,
};
pub(super) use published::{Asked, Listed, id_of_published, list};
