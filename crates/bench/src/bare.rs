//! The yardstick: a server that does only what cannot be avoided, and keeps nothing.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use anyhow::Result;
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Multipart, State},
    http::StatusCode,
    response::IntoResponse,
    routing::{get, post},
};
use bytes::Bytes;
use ebox_wire::v3;
use tokio::{io::AsyncWriteExt, net::TcpListener, sync::Mutex};

struct Bare {
    folder: PathBuf,
    page: Mutex<Option<Arc<v3::Messages>>>,
    files: AtomicU64,
    public: Mutex<Bytes>,
    key: LessSafeKey,
}

/// Serves until it is killed.
pub(crate) async fn serve(folder: PathBuf) -> Result<()> {
    let key = UnboundKey::new(&AES_256_GCM, &[7; 32]).map_err(|_| anyhow::anyhow!("no key"))?;
    let bare = Arc::new(Bare {
        folder,
        page: Mutex::default(),
        files: AtomicU64::new(0),
        public: Mutex::default(),
        key: LessSafeKey::new(key),
    });
    let router = Router::new()
        .route("/page", get(page).post(keep_page))
        .route("/constant", get(|| async { "{\"active\":true}" }))
        .route("/key", post(keep_key))
        .route("/seal", post(seal))
        .route("/upload", post(upload))
        .layer(DefaultBodyLimit::disable())
        .with_state(bare);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("ready http://{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}

/// Takes the page that [`page`] will serialise.
async fn keep_page(State(bare): State<Arc<Bare>>, Json(page): Json<v3::Messages>) {
    *bare.page.lock().await = Some(Arc::new(page));
}

/// Serialises the same page, again for each caller.
async fn page(State(bare): State<Arc<Bare>>) -> impl IntoResponse {
    let page = bare.page.lock().await.clone();
    match page {
        Some(page) => Json(&*page).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Takes the public key of assertions: parsed once, like ours.
async fn keep_key(State(bare): State<Arc<Bare>>, key: Bytes) {
    *bare.public.lock().await = key;
}

/// Verifies an assertion's signature and seals a token: the cryptography of a token request without the rest.
async fn seal(State(bare): State<Arc<Bare>>, form: Bytes) -> impl IntoResponse {
    let text = String::from_utf8_lossy(&form);
    let assertion =
        text.split('&').find_map(|pair| pair.strip_prefix("client_assertion=")).unwrap_or_default();
    if !crate::tokens::verifies(assertion, &bare.public.lock().await) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let mut token = vec![b'x'; 200];
    let nonce = Nonce::assume_unique_for_key([1; 12]);
    if bare.key.seal_in_place_append_tag(nonce, Aad::empty(), &mut token).is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    Json(serde_json::json!({ "access_token": format!("{token:02x?}").len(), "token_type": "Bearer" }))
        .into_response()
}

/// Streams each file to a file of its own and syncs it.
async fn upload(State(bare): State<Arc<Bare>>, mut parts: Multipart) -> Result<StatusCode, StatusCode> {
    let failed = |_| StatusCode::INTERNAL_SERVER_ERROR;
    while let Some(mut part) = parts.next_field().await.map_err(|_| StatusCode::BAD_REQUEST)? {
        if part.name() == Some("messageToPublish") {
            continue;
        }
        // A new file for each, and none is removed before the end: what is cut short or deleted between has the disk keep house.
        let number = bare.files.fetch_add(1, Ordering::Relaxed);
        let path = bare.folder.join(format!("upload-{number}"));
        let mut file = tokio::fs::File::create_new(path).await.map_err(failed)?;
        while let Some(chunk) = part.chunk().await.map_err(|_| StatusCode::BAD_REQUEST)? {
            file.write_all(&chunk).await.map_err(failed)?;
        }
        file.flush().await.map_err(failed)?;
        file.sync_all().await.map_err(failed)?;
    }
    Ok(StatusCode::CREATED)
}
