//! A small HTTP client for addresses of this machine. One connection, kept open, one request at a
//! time, and nothing between the request and the clock that measures it.

use std::{
    io::{BufRead as _, BufReader, ErrorKind, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;

/// A connection that asks in somebody's name.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    authorization: String,
    /// Further headers, each with its end of line.
    pub(crate) headers: String,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Address of the next page, without the host.
    pub(crate) next: Option<String>,
    body: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Result<Value> {
        serde_json::from_slice(&self.body).context("the answer is not JSON")
    }
}

impl Connection {
    /// Connects; `authorization` is the header's value.
    pub(crate) fn open(address: SocketAddr, authorization: &str) -> Result<Self> {
        let stream =
            TcpStream::connect(address).with_context(|| format!("no server at {address}"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self {
            stream: BufReader::new(stream),
            authorization: authorization.to_owned(),
            headers: String::new(),
        })
    }

    /// Asks for a resource.
    pub(crate) fn get(&mut self, path: &str) -> Result<Answer> {
        self.request("GET", path, "")
    }

    /// Sends JSON.
    pub(crate) fn post(&mut self, path: &str, body: &Value) -> Result<Answer> {
        self.request("POST", path, &body.to_string())
    }

    /// Opens an event stream.
    pub(crate) fn listen(mut self, path: &str) -> Result<Events> {
        let Self { authorization, .. } = &self;
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: {authorization}\r\n\r\n"
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut status = String::new();
        self.stream.read_line(&mut status)?;
        ensure!(
            status.contains(" 200 "),
            "{path} was answered with {status}"
        );
        Ok(Events {
            stream: self.stream,
            line: Vec::new(),
        })
    }

    fn request(&mut self, method: &str, path: &str, body: &str) -> Result<Answer> {
        let Self {
            stream,
            authorization,
            headers,
        } = self;
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: {authorization}\r\n\
             {headers}content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        stream.get_mut().write_all(request.as_bytes())?;
        read(stream).with_context(|| format!("{method} {path}"))
    }
}

/// An open event stream.
pub(crate) struct Events {
    stream: BufReader<TcpStream>,
    /// What has come of a line that is not whole yet.
    line: Vec<u8>,
}

impl Events {
    /// Whether it says something with these words before that time is over.
    pub(crate) fn says(&mut self, words: &str, within: Duration) -> Result<bool> {
        self.stream.get_ref().set_read_timeout(Some(within))?;
        loop {
            match self.stream.read_until(b'\n', &mut self.line) {
                Ok(0) => bail!("the stream has ended"),
                Ok(_) => {
                    let is_it = String::from_utf8_lossy(&self.line).contains(words);
                    self.line.clear();
                    if is_it {
                        return Ok(true);
                    }
                }
                Err(error)
                    if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) =>
                {
                    return Ok(false);
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
}

fn read(stream: &mut BufReader<TcpStream>) -> Result<Answer> {
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let status = line
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let Some(status) = status else {
        bail!("the answer is not HTTP: {line:?}");
    };
    let (mut length, mut next) = (0, None);
    loop {
        line.clear();
        ensure!(
            stream.read_line(&mut line)? > 0,
            "the connection was closed"
        );
        let header = line.trim_end();
        if header.is_empty() {
            break;
        }
        let Some((name, value)) = header.split_once(':') else {
            bail!("not a header: {header:?}");
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse()?,
            "transfer-encoding" => bail!("the answer comes in chunks"),
            "link" => next = next_of(value),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(Answer { status, next, body })
}

/// `<http://host/path>; rel="next"`, without the host.
fn next_of(link: &str) -> Option<String> {
    let (address, relation) = link.trim().strip_prefix('<')?.split_once('>')?;
    if !relation.contains("next") {
        return None;
    }
    let path = match address.split_once("://") {
        Some((_, rest)) => &rest[rest.find('/')?..],
        None => address,
    };
    Some(path.to_owned())
}

/// Whether a server is there and says that it is ready.
pub(crate) fn is_ready(address: SocketAddr) -> bool {
    Connection::open(address, "")
        .and_then(|mut connection| connection.get("/healthz"))
        .is_ok_and(|answer| answer.status == 200)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_is_asked_of_the_same_server() {
        let next = |link| next_of(link);
        let absolute = r#"<http://localhost:8080/v1/calls?cursor=a>; rel="next""#;
        assert_eq!(next(absolute).as_deref(), Some("/v1/calls?cursor=a"));
        assert_eq!(
            next(r#"</v1/calls>; rel="next""#).as_deref(),
            Some("/v1/calls")
        );
        assert_eq!(next(r#"<http://localhost/v1/calls>; rel="prev""#), None);
    }
}
