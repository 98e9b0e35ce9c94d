//! The rules of documents: each described once, each sent once, each of a permitted kind.

use std::collections::BTreeSet;

use super::{Context, DraftAttachment, PublicationSettings, ReceivedFile, Sketch};
use crate::{
    fault::{Cause, Causes, Fault, Rule},
    ids::AttachmentId,
    media::{MediaType, foreign_charset},
    message::Attachment,
};

/// What is wrong with the parts of files themselves, whatever the description says: for when there is none.
pub fn check_files(files: &[ReceivedFile], settings: &PublicationSettings, causes: &mut Causes) {
    if files.len() > settings.max_files {
        causes.push(Cause::body(
            Rule::OutOfRange,
            "attachments",
            format!(
                "at most {} files, not {}; send several messages or a ZIP",
                settings.max_files,
                files.len()
            ),
        ));
    }
    check_part_headers(files, causes);
}

pub(super) fn check_attachments(
    draft: &Sketch,
    files: &[ReceivedFile],
    context: &Context<'_>,
    causes: &mut Causes,
) -> Vec<Attachment> {
    check_files(files, context.settings, causes);
    let Some(described) = &draft.attachments else {
        return Vec::new();
    };
    if files.len() != described.len() {
        causes.push(Cause::body(
            Rule::AttachmentCount,
            "attachments",
            format!(
                "{} attachments are described and {} files were sent; describe each file exactly once",
                described.len(),
                files.len()
            ),
        ));
    }

    let mut used = BTreeSet::new();
    let mut attachments = Vec::new();
    for (index, described) in draft.read_attachments() {
        let field = format!("attachments[{index}].httpPartName");
        let Some(file) = files.iter().find(|file| file.part == described.part) else {
            causes.push(
                Cause::body(
                    Rule::AttachmentPart,
                    field,
                    "no file part has this name; name the part of the file",
                )
                .with_value(&described.part),
            );
            continue;
        };
        if !used.insert(described.part.as_str()) {
            causes.push(
                Cause::body(
                    Rule::AttachmentPart,
                    field,
                    "another attachment names this part too; name each once",
                )
                .with_value(&described.part),
            );
            continue;
        }
        if described.digest.is_some_and(|digest| digest != file.digest) {
            causes.push(Cause::body(
                Rule::Digest,
                format!("attachments[{index}].digest"),
                "the digest is not that of the file that came; send the base64url of its SHA-256",
            ));
        }
        attachments.extend(attachment(index, described, file, context));
    }
    // An attachment that could not be read may be the one that names the part.
    let is_all_known = draft.has_all_attachments();
    for file in files.iter().filter(|file| is_all_known && !used.contains(file.part.as_str())) {
        causes.push(Cause::body(
            Rule::AttachmentPart,
            file.part.clone(),
            "no attachment names this file part; describe it in attachments or leave it out",
        ));
    }
    attachments
}

fn check_part_headers(files: &[ReceivedFile], causes: &mut Causes) {
    let mut names = BTreeSet::new();
    for file in files {
        if !names.insert(file.part.as_str()) {
            causes.push(Cause::body(
                Rule::AttachmentPart,
                file.part.clone(),
                "two file parts have this name; give each its own (upfile1, upfile2, ...)",
            ));
        }
        match (&file.file_name, &file.content_type) {
            (None, _) => causes.push(Cause::body(
                Rule::PartHeaders,
                file.part.clone(),
                "the part has no filename in its Content-Disposition; add one",
            )),
            (Some(Err(error)), _) => causes.push(Cause::body(
                Rule::FileName(*error),
                file.part.clone(),
                format!("the filename is refused: {error}; rename the file"),
            )),
            (Some(Ok(_)), None) => causes.push(Cause::body(
                Rule::PartHeaders,
                file.part.clone(),
                "the part has no Content-Type; add the file's media type",
            )),
            (Some(Ok(_)), Some(given)) => causes.extend(check_media_type(&file.part, given)),
        }
    }
}

fn check_media_type(part: &str, given: &str) -> Option<Cause> {
    let fix = match MediaType::parse(given) {
        None => Fault::media_type_list(),
        // Messages have media types without parameters: readers would not learn how the text is written.
        Some(media) if media.is_text() && foreign_charset(given).is_some() => {
            "the text is not in UTF-8; send it in UTF-8, with charset=utf-8 or no charset".to_owned()
        }
        Some(_) => return None,
    };
    Some(Cause::body(Rule::MediaType, part, fix).with_value(given))
}

fn attachment(
    index: usize,
    described: &DraftAttachment,
    file: &ReceivedFile,
    context: &Context<'_>,
) -> Option<Attachment> {
    Some(Attachment {
        id: AttachmentId::new(u16::try_from(index + 1).ok()?)?,
        file_name: file.file_name.clone()?.ok()?,
        title: described.title.clone().filter(|_| context.settings.titles),
        is_main: described.is_main,
        is_signed: described.is_signed,
        media_type: MediaType::parse(file.content_type.as_deref()?)?,
        size: file.size,
        digest: file.digest,
    })
}
