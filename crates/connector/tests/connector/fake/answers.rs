//! The answers of the federation.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use aws_lc_rs::digest::{SHA256, digest};
use axum::{
    body::Body,
    extract::{Path, Query, State as Shared},
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};

use super::world::{Fault, File, Mail, Provider, State};

type World = Shared<Arc<Mutex<State>>>;

pub(crate) async fn old_list(Shared(state): World) -> axum::Json<Value> {
    let state = state.lock().expect("not poisoned");
    let entries = state.providers.iter().filter(|provider| provider.version == "v2").map(|provider| {
        json!({
            "messageProviderId": provider.id,
            "messageProviderName": {"nl": provider.id.to_uppercase()},
            "messageProviderDescription": {},
            "messageProviderUrl": format!("{}/{}/v2/", state.url, provider.id),
            "messageProviderActivationDate": provider.activation,
            "messageProviderTechnicalContact": "helpdesk@example.be",
            "apiSupportedVersion": "2.1",
        })
    });
    axum::Json(entries.collect())
}

pub(crate) async fn new_list(Shared(state): World) -> axum::Json<Value> {
    let state = state.lock().expect("not poisoned");
    let entries = state.providers.iter().filter(|provider| provider.version == "v3").map(|provider| {
        json!({
            "id": provider.id,
            "name": {"nl": provider.id.to_uppercase()},
            "url": format!("{}/{}/v3/", state.url, provider.id),
            "activationDate": provider.activation,
            "apiSupportedVersion": "3.0",
        })
    });
    axum::Json(json!({"items": entries.collect::<Vec<_>>()}))
}

pub(crate) async fn list(
    Shared(state): World,
    Path((id, version)): Path<(String, String)>,
    Query(query): Query<HashMap<String, String>>,
    uri: Uri,
) -> Response {
    let is_silent = {
        let mut state = state.lock().expect("not poisoned");
        state.log.push(uri.to_string());
        state.providers.iter().any(|one| one.id == id && one.is_silent)
    };
    if is_silent {
        return std::future::pending().await;
    }
    let mut state = state.lock().expect("not poisoned");
    let url = state.url.clone();
    let provider = state.providers.iter_mut().find(|one| one.id == id).expect("a provider");
    if provider.is_down {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let number = |name: &str, default: usize| query.get(name).and_then(|n| n.parse().ok()).unwrap_or(default);
    let (page, size) = (number("page", 1), number("pageSize", 25));
    let mut mail: Vec<&Mail> = provider
        .mail
        .iter()
        .filter(|mail| query.get("receivedAfter").is_none_or(|day| is_after(provider, mail, day)))
        .collect();
    mail.sort_by_key(|mail| (std::cmp::Reverse(mail.received), mail.id.clone()));
    if provider.oldest_first {
        mail.reverse();
    }
    let total = mail.len();
    let base = format!("{url}/{id}/{version}");
    let items: Vec<Value> = mail
        .into_iter()
        .skip((page - 1) * size)
        .take(size)
        .map(|mail| {
            let mut message = message(mail, &version, &base);
            if provider.abbreviates {
                message.as_object_mut().expect("an object").remove("attachments");
            }
            message
        })
        .collect();
    provider.page_was_answered();
    let total_name = if version == "v2" { "totalItems" } else { "total" };
    axum::Json(json!({"items": items, total_name: total})).into_response()
}

fn is_after(provider: &Provider, mail: &Mail, day: &str) -> bool {
    let received = mail.received.strftime("%Y-%m-%d").to_string();
    if provider.excludes_day { received.as_str() > day } else { received.as_str() >= day }
}

fn message(mail: &Mail, version: &str, base: &str) -> Value {
    if mail.is_broken {
        return json!({"messageId": mail.id, "subject": 7});
    }
    let is_v2 = version == "v2";
    let attachments: Vec<Value> = mail
        .files
        .iter()
        .map(|file| {
            let [is_main, is_signed] = if is_v2 {
                ["mainContent", "attachmentSigned"]
            } else {
                ["isMainContent", "isAttachmentSigned"]
            };
            let size = f64::from(u32::try_from(file.bytes.len()).expect("small")) / 1024.0;
            let mut attachment = json!({
                "attachmentId": file.id,
                "fileName": file.name,
                is_main: file.is_main,
                is_signed: false,
                "mediaType": "application/pdf",
                "size": size,
                "contentHref": format!("{base}/ebox/messages/{}/attachments/{}/content", mail.id, file.id),
            });
            if file.has_digest {
                attachment["digest"] = json!({"digestMethod": "sha_256", "digestValue": sha256(&file.bytes)});
            }
            attachment
        })
        .collect();
    let [total, read, body_is_main, registered, reply] = if is_v2 {
        ["totalItems", "readStatus", "bodyMainContent", "registeredMail", "replyAuthorized"]
    } else {
        ["total", "isRead", "isBodyMainContent", "isRegisteredMail", "isReplyAuthorized"]
    };
    let mut message = json!({
        "messageId": mail.id,
        "subject": {"nl": format!("Bericht {}", mail.id)},
        "receiptDate": mail.received.to_string(),
        "expirationDate": "2027-11-21T09:00:00Z",
        read: mail.is_read,
        body_is_main: mail.is_body_main,
        registered: false,
        reply: false,
        "messageTypeId": "KIND-1",
        "senderApplicationId": "app",
        "attachments": {"items": attachments, total: mail.files.len()},
        "businessDataList": {"items": [], total: 0},
    });
    if is_v2 {
        message["senderOrganizationId"] = json!("0220916609");
    } else {
        message["sender"] = json!({"eboxType": "enterprise", "enterpriseNumber": "0220916609"});
    }
    message
}

fn sha256(bytes: &[u8]) -> String {
    data_encoding::BASE64URL_NOPAD.encode(digest(&SHA256, bytes).as_ref())
}

pub(crate) async fn one(
    Shared(state): World,
    Path((id, version, message_id)): Path<(String, String, String)>,
) -> Response {
    let state = state.lock().expect("not poisoned");
    let provider = state.providers.iter().find(|one| one.id == id).expect("a provider");
    let base = format!("{}/{id}/{version}", state.url);
    match provider.mail.iter().find(|mail| mail.id == message_id) {
        Some(mail) => axum::Json(message(mail, &version, &base)).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

pub(crate) async fn attachments(
    Shared(state): World,
    Path((id, version, message_id)): Path<(String, String, String)>,
) -> axum::Json<Value> {
    let state = state.lock().expect("not poisoned");
    let provider = state.providers.iter().find(|one| one.id == id).expect("a provider");
    let mail = provider.mail.iter().find(|mail| mail.id == message_id).expect("a message");
    axum::Json(message(mail, &version, &state.url)["attachments"].clone())
}

pub(crate) async fn body(
    Shared(state): World,
    Path((id, _version, message)): Path<(String, String, String)>,
    uri: Uri,
) -> Response {
    let mut state = state.lock().expect("not poisoned");
    state.log.push(uri.to_string());
    let provider = state.providers.iter_mut().find(|one| one.id == id).expect("a provider");
    let Some(mail) = provider.mail.iter_mut().find(|mail| mail.id == message) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    mail.is_read |= mail.is_body_main;
    match mail.body {
        Some(text) => axum::Json(json!({"nl": text})).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

pub(crate) async fn content(
    Shared(state): World,
    Path((id, _version, message, attachment)): Path<(String, String, String, String)>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let range = headers.get("range").and_then(|range| range.to_str().ok()).map(str::to_owned);
    let (file, fault) = {
        let mut state = state.lock().expect("not poisoned");
        state.log.push(format!("{uri} {}", range.as_deref().unwrap_or("whole")));
        let provider = state.providers.iter_mut().find(|one| one.id == id).expect("a provider");
        let fault = provider.faults.pop_front().unwrap_or(Fault::None);
        let mail = provider.mail.iter_mut().find(|mail| mail.id == message);
        let Some((mail, file)) = mail.and_then(|mail| {
            let file = mail.files.iter().find(|file| file.id == attachment).cloned()?;
            Some((mail, file))
        }) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        if !matches!(fault, Fault::Status(_)) {
            mail.is_read |= file.is_main;
        }
        (file, fault)
    };
    if let Fault::Late(delay) = fault {
        tokio::time::sleep(delay).await;
    }
    answer(&file, fault, range.as_deref())
}

fn answer(file: &File, fault: Fault, range: Option<&str>) -> Response {
    if let Fault::Status(status) = fault {
        return StatusCode::from_u16(status).expect("a status").into_response();
    }
    let total = file.bytes.len();
    let begin =
        range.and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse::<usize>().ok());
    let mut response = Response::builder();
    if file.has_etag {
        response = response.header("etag", "\"v1\"");
    }
    let begin = match begin {
        Some(begin) if begin >= total => {
            return StatusCode::RANGE_NOT_SATISFIABLE.into_response();
        }
        Some(begin) => {
            response =
                response.status(206).header("content-range", format!("bytes {begin}-{}/{total}", total - 1));
            begin
        }
        None => 0,
    };
    let mut bytes = file.bytes[begin..].to_vec();
    if matches!(fault, Fault::Wrong) {
        for byte in &mut bytes {
            *byte ^= 1;
        }
    }
    response = response.header("content-length", bytes.len());
    let body = match fault {
        Fault::Cut(after) => {
            let head = Bytes::from(bytes[..after.min(bytes.len())].to_vec());
            let end = stream::once(async {
                // The bytes arrive before the connection breaks.
                tokio::time::sleep(Duration::from_millis(100)).await;
                Err(std::io::Error::other("cut"))
            });
            Body::from_stream(stream::iter([Ok(head)]).chain(end))
        }
        Fault::Trickle => Body::from_stream(stream::iter(bytes).then(|byte| async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            Ok::<_, std::io::Error>(Bytes::from(vec![byte]))
        })),
        _ => Body::from(bytes),
    };
    response.body(body).expect("a response")
}
