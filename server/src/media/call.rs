//! A call that has reached the media server, from its first moment to its last.

use std::time::Duration;

use super::{
    agent::Agent,
    ari::{NewCall, Trouble},
    channel::Channel,
    wire::{Announce, Moment, Party, Question, Script, VERSION},
};

/// Q.850: as calls end when nothing went wrong.
pub(super) const NORMAL: u8 = 16;

/// One call: the channel of the caller, and what is known of him.
pub(super) struct Call {
    pub(super) agent: Agent,
    pub(super) channel: Channel,
    pub(super) facts: Question,
    is_answered: bool,
}

/// Asks the panel what to do with a call, and does it.
pub(super) async fn take(agent: Agent, mut channel: Channel, new: NewCall) {
    let facts = match facts(&agent, &channel, new).await {
        Ok(facts) => facts,
        Err(trouble) => {
            tracing::warn!("nothing is known of a call: {trouble}");
            return channel.hang_up(NORMAL).await;
        }
    };
    let script = agent.script(&facts).await;
    let mut call = Call {
        agent,
        channel,
        facts,
        is_answered: false,
    };
    match call.follow(script).await {
        Ok(()) | Err(Trouble::Gone) => {}
        Err(trouble) => tracing::warn!("a call was cut short: {trouble}"),
    }
    call.channel.hang_up(NORMAL).await;
}

impl Call {
    async fn follow(&mut self, script: Script) -> Result<(), Trouble> {
        match script {
            Script::Deposit(deposit) => self.deposit(deposit).await,
            Script::Connect(connect) => {
                if !self.connect(&connect).await? {
                    self.channel.hang_up(connect.cause).await;
                }
                Ok(())
            }
            Script::Announce(announce) => self.announce(&announce).await,
            Script::Hangup(hangup) => {
                self.channel.hang_up(hangup.cause).await;
                Ok(())
            }
        }
    }

    /// Says something. Unless the call is answered for it, it is early media: it costs nothing.
    async fn announce(&mut self, announce: &Announce) -> Result<(), Trouble> {
        let sound = self.agent.sound(&announce.sound).await;
        if announce.answer {
            self.answer().await?;
        } else {
            self.channel.post("progress", &[]).await?;
        }
        self.channel.play(&sound, "", Duration::ZERO).await?;
        self.channel.hang_up(announce.cause).await;
        Ok(())
    }

    pub(super) async fn answer(&mut self) -> Result<(), Trouble> {
        if !self.is_answered {
            self.channel.post("answer", &[]).await?;
            self.is_answered = true;
        }
        Ok(())
    }
}

/// What the panel is told of a call.
async fn facts(agent: &Agent, channel: &Channel, new: NewCall) -> Result<Question, Trouble> {
    let (request_uri, sip_call_id, from, diversion) = tokio::try_join!(
        channel.variable("CHANNEL(pjsip,request_uri)"),
        channel.variable("CHANNEL(pjsip,call-id)"),
        channel.variable("CHANNEL(pjsip,remote_uri)"),
        channel.variable("PJSIP_HEADER(read,Diversion)"),
    )?;
    let request_uri = bare(&request_uri);
    Ok(Question {
        version: VERSION,
        sip_call_id,
        cause: cause(request_uri),
        request_uri: request_uri.to_owned(),
        user: new.dialplan.exten,
        from: Party {
            uri: bare(&from).to_owned(),
            number: new.caller.number,
            display: new.caller.name,
        },
        diversion: (!diversion.is_empty()).then_some(diversion),
        at: Moment::from_ms(agent.now_ms()),
    })
}

/// The address alone, without a name and brackets.
fn bare(text: &str) -> &str {
    let inner = text.rsplit_once('<').map_or(text, |(_, rest)| rest);
    inner.split('>').next().unwrap_or_default()
}

/// The cause of RFC 4458 in an address.
fn cause(uri: &str) -> Option<u16> {
    uri.split([';', '?'])
        .skip(1)
        .find_map(|parameter| parameter.strip_prefix("cause="))?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_without_its_name() {
        let named = r#""Alice \"A\" <B>" <sip:2042@pbx.test>"#;
        assert_eq!(bare(named), "sip:2042@pbx.test");
        assert_eq!(bare("sip:vm-2041@media.test"), "sip:vm-2041@media.test");
        assert_eq!(bare(""), "");
    }

    #[test]
    fn the_cause_stands_among_the_parameters() {
        assert_eq!(cause("sip:vm-2041@192.0.2.5:5060;cause=408"), Some(408));
        assert_eq!(cause("sip:vm-2041@host;user=phone;cause=486"), Some(486));
        assert_eq!(cause("sip:cause=1@host"), None);
        assert_eq!(cause("sip:vm-2041@host;cause=many"), None);
    }
}
