//! Rings somebody else, perhaps asks for a key, and joins both.

use std::{collections::BTreeMap, time::Duration};

use serde_json::{Map, Value, json};

use super::{
    agent::Agent,
    ari::{Ari, Trouble},
    call::{Call, NORMAL},
    channel::{self, Channel},
    wire::{Confirm, Connect},
};

/// The ARI application, as `server/asterisk` names it.
pub(super) const APPLICATION: &str = "belroute";
/// Any of them says that a person has answered, unless a certain one is wanted.
const DIGITS: &str = "0123456789";

impl Call {
    /// Rings a target while the caller hears that it rings. Says whether they were joined; the call is
    /// over then.
    pub(super) async fn connect(&mut self, script: &Connect) -> Result<bool, Trouble> {
        self.channel.post("ring", &[]).await?;
        let ari = self.channel.ari().clone();
        let mut leg = Channel::new(&ari, Ari::new_leg());
        let outcome = self.reach(&mut leg, script).await;
        leg.hang_up(NORMAL).await;
        let is_joined = outcome?;
        if !is_joined {
            self.channel.stop_ringing().await?;
        }
        Ok(is_joined)
    }

    async fn reach(&mut self, leg: &mut Channel, script: &Connect) -> Result<bool, Trouble> {
        let shown = script.caller_id.as_ref();
        let placed = Leg {
            target: &script.target,
            ring_seconds: script.ring_seconds,
            originator: Some(self.channel.id()),
            number: shown.map_or(&self.facts.from.number, |it| &it.number),
            display: shown.map_or(&self.facts.from.display, |it| {
                it.display.as_ref().unwrap_or(&it.number)
            }),
            asserted: &self.facts.from.uri,
            headers: &script.headers,
        };
        place(leg, &placed).await?;
        let is_accepted = tokio::select! {
            accepted = accept(&self.agent, leg, script) => accepted,
            trouble = self.channel.ended() => return Err(trouble),
        };
        match is_accepted {
            Ok(true) => {
                self.answer().await?;
                channel::join(&mut self.channel, leg).await?;
                Ok(true)
            }
            Ok(false) | Err(Trouble::Gone) => Ok(false),
            Err(trouble) => Err(trouble),
        }
    }
}

/// Whether the leg was answered, and confirmed if that is wanted.
async fn accept(agent: &Agent, leg: &mut Channel, script: &Connect) -> Result<bool, Trouble> {
    leg.answered().await?;
    let Some(confirm) = &script.confirm else {
        return Ok(true);
    };
    let Confirm {
        sound,
        key,
        repeat,
        wait_seconds,
    } = confirm;
    let prompt = agent.sound(sound).await;
    let keys = key.map_or_else(|| DIGITS.to_owned(), |key| key.to_string());
    let wait = Duration::from_secs((*wait_seconds).into());
    for _ in 0..*repeat {
        if leg.play(&prompt, &keys, wait).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A leg that we place through the engine.
pub(super) struct Leg<'a> {
    pub(super) target: &'a str,
    pub(super) ring_seconds: u16,
    /// The channel for which it is placed: its language and codecs are those of that.
    pub(super) originator: Option<&'a str>,
    pub(super) number: &'a str,
    pub(super) display: &'a str,
    /// Who really calls; the engine tells the panel, and nobody else.
    pub(super) asserted: &'a str,
    pub(super) headers: &'a BTreeMap<String, String>,
}

/// Places a leg under the name of a channel that is listened to already.
pub(super) async fn place(channel: &Channel, leg: &Leg<'_>) -> Result<(), Trouble> {
    let endpoint = format!("PJSIP/engine/{}", leg.target);
    let caller = format!("\"{}\" <{}>", plain(leg.display), plain(leg.number));
    let seconds = leg.ring_seconds.clamp(1, 180).to_string();
    let mut query = vec![
        ("endpoint", endpoint.as_str()),
        ("app", APPLICATION),
        ("appArgs", "leg"),
        ("channelId", channel.id()),
        ("timeout", &seconds),
        ("callerId", &caller),
    ];
    query.extend(leg.originator.map(|id| ("originator", id)));
    let body = json!({"variables": variables(leg)});
    let ari = channel.ari();
    ari.request("POST", "channels", &query, Some(body)).await?;
    Ok(())
}

fn variables(leg: &Leg<'_>) -> Map<String, Value> {
    let mut variables = Map::new();
    let mut add = |name: &str, value: &str| {
        variables.insert(format!("PJSIP_HEADER(add,{name})"), plain(value).into());
    };
    for (name, value) in leg.headers {
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        if !name.is_empty() && name.chars().all(is_name) {
            add(name, value);
        }
    }
    if leg.asserted.starts_with("sip:") && !leg.asserted.ends_with(".invalid") {
        add("P-Asserted-Identity", &format!("<{}>", leg.asserted));
    }
    variables
}

/// Without what would end a header or a quoted text.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control() && *letter != '"' && *letter != '\\')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_a_leg_cannot_bring_others_along() {
        let headers = BTreeMap::from([
            ("X-Panel-Call".to_owned(), "1\r\nX-Other: 2".to_owned()),
            ("X)Bad".to_owned(), "3".to_owned()),
        ]);
        let leg = Leg {
            target: "sip:+31612345678@192.0.2.1",
            ring_seconds: 20,
            originator: None,
            number: "2041",
            display: "Anna",
            asserted: "sip:2041@pbx.test",
            headers: &headers,
        };
        let expected = json!({
            "PJSIP_HEADER(add,X-Panel-Call)": "1X-Other: 2",
            "PJSIP_HEADER(add,P-Asserted-Identity)": "<sip:2041@pbx.test>",
        });
        assert_eq!(Value::Object(variables(&leg)), expected);
        let hidden = Leg {
            asserted: "sip:anonymous@anonymous.invalid",
            headers: &BTreeMap::new(),
            ..leg
        };
        assert!(variables(&hidden).is_empty());
    }
}
