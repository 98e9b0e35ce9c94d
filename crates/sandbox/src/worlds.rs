//! Several worlds in one process: the environments of one federation, which are strangers to each other.
//!
//! Each has its own port, keys and data, and refuses the tokens of the others. Dossiers pass them in their order; the
//! desk that looks after them is in the last one and reaches the others within the process.

use std::{io, net::SocketAddr};

use ebox_domain::Environment;
use ebox_server::DataFolder;

use crate::{
    Desk, Options, Place, World, WorldError,
    world::{Prepared, prepare},
};

/// Running worlds.
pub struct Worlds {
    worlds: Vec<World>,
    // The folder of all, when there are several, and the lock on it.
    folder: Option<(Prepared, DataFolder)>,
}

impl From<World> for Worlds {
    fn from(world: World) -> Self {
        Self { worlds: vec![world], folder: None }
    }
}

impl Worlds {
    /// Opens a world for each environment, in their order: in the folder of its name below the place, at the port that
    /// follows the one of the world before it.
    pub async fn open(options: Options, environments: &[Environment]) -> Result<Self, WorldError> {
        let folder = prepare(&options.place)?;
        let lock = DataFolder::take(folder.path())?;
        let mut worlds: Vec<World> = Vec::new();
        for (number, environment) in environments.iter().enumerate() {
            let is_last = number + 1 == environments.len();
            let before = worlds.iter().map(World::reached).collect();
            let desk = if is_last { Desk::Here(before) } else { Desk::Elsewhere };
            let place = Place::Kept(folder.path().join(environment.as_str()));
            let opened = match following(options.listen, number) {
                Ok(listen) => {
                    let environment = *environment;
                    World::open(Options { place, listen, environment, desk, ..options.clone() }).await
                }
                Err(error) => Err(error),
            };
            match opened {
                Ok(world) => worlds.push(world),
                Err(error) => {
                    Self { worlds, folder: Some((folder, lock)) }.stop().await?;
                    return Err(error);
                }
            }
        }
        Ok(Self { worlds, folder: Some((folder, lock)) })
    }

    /// Each of them, in their order.
    pub fn all(&self) -> &[World] {
        &self.worlds
    }

    /// Stops each of them, and removes the folder of all when it is one that does not stay.
    pub async fn stop(self) -> Result<(), WorldError> {
        // The desk first: it calls the others.
        for world in self.worlds.into_iter().rev() {
            world.stop().await?;
        }
        match self.folder {
            Some((folder, _lock)) => Ok(folder.remove()?),
            None => Ok(()),
        }
    }
}

/// The address so many ports further on; any free one stays any free one.
fn following(first: SocketAddr, number: usize) -> Result<SocketAddr, WorldError> {
    let port = match first.port() {
        0 => Some(0),
        port => u16::try_from(number).ok().and_then(|number| port.checked_add(number)),
    };
    let beyond = || io::Error::new(io::ErrorKind::InvalidInput, "there is no port so high");
    let port = port.ok_or_else(|| WorldError::Listen(first, beyond()))?;
    Ok(SocketAddr::new(first.ip(), port))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> SocketAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn ports_follow_each_other_and_any_free_one_stays_so() {
        let followed = |first: &str, number| following(address(first), number).ok();
        assert_eq!(followed("127.0.0.1:8480", 2), Some(address("127.0.0.1:8482")));
        assert_eq!(followed("127.0.0.1:0", 2), Some(address("127.0.0.1:0")));
        assert_eq!(followed("127.0.0.1:65535", 1), None);
    }
}
