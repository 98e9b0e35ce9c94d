//! Reference data as both faces answer it: rendered once for each state of it, then given from memory.
//!
//! A portal asks three times for each message that it shows. Every answer about one identifier is ready before
//! it is asked for; pages of the lists, which are rarely asked for, are put together from the same items.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use axum::body::Bytes;
use ebox_domain::{
    Fault,
    page::{Page, PageRequest},
    reference::{Logo, ReferenceData},
};
use ebox_wire::{
    routes::{Version, join, v2, v3},
    v2::{Image, MessageType, SenderApplication, SenderOrganization},
};
use serde::Serialize;

use super::{RegistryState, cached::Rendered};

/// What the faces have rendered.
#[derive(Clone, Default)]
pub struct ReferenceAnswers(Arc<[RwLock<Option<Arc<Book>>>; 2]>);

impl ReferenceAnswers {
    /// The answers of a face for reference data as it now is.
    pub(super) fn book(&self, state: &RegistryState, version: Version) -> Arc<Book> {
        let (slot, address) = match version {
            Version::V2 => (&self.0[0], &state.v2_address),
            Version::V3 => (&self.0[1], &state.v3_address),
        };
        let data = state.registry.reference_data();
        // A poisoned lock still holds a whole book.
        let kept = slot.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(book) = kept.filter(|book| Arc::ptr_eq(&book.data, &data)) {
            return book;
        }
        let book = Arc::new(Book::new(data, address, version));
        *slot.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&book));
        book
    }
}

/// Every answer about one state of the reference data.
pub(super) struct Book {
    data: Arc<ReferenceData>,
    pub(super) message_types: Section<MessageType>,
    pub(super) applications: Section<SenderApplication>,
    pub(super) organizations: Section<SenderOrganization>,
    images: HashMap<[String; 2], Rendered>,
}

impl Book {
    fn new(data: Arc<ReferenceData>, address: &str, version: Version) -> Self {
        let mut images = HashMap::new();
        let mut logos = |owner: &str, logos: &[Logo], path: &dyn Fn(&str, &str) -> String| -> Vec<Image> {
            let image = |logo: &Logo| {
                let bytes = Bytes::copy_from_slice(logo.bytes());
                let rendered = Rendered::new(bytes, logo.image_type().as_str());
                let id = rendered.digest().to_hex();
                images.insert([owner.to_owned(), id.clone()], rendered);
                let href = join(address, &path(owner, &id));
                Image::new(logo, id, href)
            };
            logos.iter().map(image).collect()
        };
        let message_types = data.message_types.values().map(|one| {
            (one.id.to_string(), MessageType::new(one, &data.related(|trio| trio.message_type == one.id)))
        });
        let applications = data.applications.values().map(|one| {
            let logos = logos(one.id.as_str(), &one.profile.logos, &application_image(version));
            let related = data.related(|trio| trio.application == one.id);
            (one.id.to_string(), SenderApplication::new(one, &related, logos))
        });
        let applications = Section::new(applications);
        let organizations = data.organizations.values().map(|one| {
            let logos = logos(one.id.as_str(), &one.profile.logos, &organization_image(version));
            let related = data.related(|trio| trio.organization == one.id);
            (one.id.to_string(), SenderOrganization::new(one, &related, logos))
        });
        let organizations = Section::new(organizations);
        let message_types = Section::new(message_types);
        Self { data, message_types, applications, organizations, images }
    }

    /// A logo of a sender, when it has that one.
    pub(super) fn image(&self, owner: &str, id: &str) -> Result<&Rendered, Fault> {
        let missing = || Fault::NotFound { what: "Image", name: "imageId", value: id.to_owned() };
        self.images.get(&[owner.to_owned(), id.to_owned()]).ok_or_else(missing)
    }
}

fn application_image(version: Version) -> impl Fn(&str, &str) -> String {
    move |application_id, image_id| match version {
        Version::V2 => v2::ApplicationImage { application_id, image_id }.path(),
        Version::V3 => v3::ApplicationImage { application_id, image_id }.path(),
    }
}

fn organization_image(version: Version) -> impl Fn(&str, &str) -> String {
    move |organization_id, image_id| match version {
        Version::V2 => v2::OrganizationImage { organization_id, image_id }.path(),
        Version::V3 => v3::OrganizationImage { organization_id, image_id }.path(),
    }
}

/// Everything of one kind, by identifier.
pub(super) struct Section<T> {
    items: Vec<T>,
    answers: HashMap<String, Rendered>,
}

impl<T: Serialize + Clone> Section<T> {
    fn new(entries: impl Iterator<Item = (String, T)>) -> Self {
        let mut section = Self { items: Vec::new(), answers: HashMap::new() };
        for (id, item) in entries {
            section.answers.insert(id, Rendered::json(&item));
            section.items.push(item);
        }
        section
    }

    /// The answer about one identifier; `what` and `name` are what it is and what the path calls it.
    pub(super) fn one(&self, id: &str, what: &'static str, name: &'static str) -> Result<&Rendered, Fault> {
        self.answers.get(id).ok_or_else(|| Fault::NotFound { what, name, value: id.to_owned() })
    }

    /// A page of the list.
    pub(super) fn page(&self, request: PageRequest) -> Page<T> {
        let skipped = usize::try_from(request.offset()).unwrap_or(usize::MAX);
        let items = self.items.iter().skip(skipped).take(request.size() as usize).cloned().collect();
        Page { items, total: self.items.len() as u64, request }
    }
}
