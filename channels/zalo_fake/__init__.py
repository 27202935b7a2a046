"""A Zalo of our own, for this machine alone: a program that knows nothing of ours and is reached by base addresses only.

It speaks the vendor's API, sends the vendor's webhooks, shows a phone at `/`, and obeys JSON under `/fake/`. Unknown fields are refused.

Citizens; `{id}` is their user id
  GET  /fake/citizens                   → [{user_id, name, is_follower, refuses, charged, messages, last_interaction, last_text}]
  POST /fake/citizens                   {name?, user_id?} → {user_id, name, user_id_by_app}
  POST /fake/citizens/{id}/messages     {kind?, text?, quote_msg_id?, sample?, url?, name?, size?, latitude?, longitude?}
                                        → {message, webhook}
                                        kind: text image gif link audio video sticker location file business_card reaction
                                        sample: a file under /media/, such as lying.jpg huge.jpg broken.jpg empty.jpg redirect.jpg slow.jpg
  GET  /fake/citizens/{id}/messages     ?after=<number>&wait=<seconds, at most 30> → {messages: [{number, message_id, sender, kind, text,
                                        attachment, quote_msg_id, sent_at, received_at, seen_at}]}; what the phone shows, in order
                                        sender: citizen oa console
  POST /fake/citizens/{id}/follow       also unfollow, withdraw, click-chatnow → {webhook}
  POST /fake/citizens/{id}/submit-info  {name?, phone?, city?, ward?, address?, birthday?, gender?} → {webhook}
  POST /fake/citizens/{id}/block        {code?}: sending to them fails with it (-217) from now on; {"code": null} ends it
  POST /fake/console/{id}               {text}: an official writes at the vendor's own page → {message}
  POST /fake/events                     {event, user_id?}: any JSON object as a webhook, stamped and signed → {webhook}
  POST /fake/storm                      {citizens?, messages?, seconds?, texts?} → {user_ids}; goes on in the background

Bad luck
  GET  /fake/faults                     every switch: see `faults.Faults`
  PUT  /fake/faults                     the same; what it leaves out goes back to normal
  POST /fake/faults/rules               {on, fault, rate?, times?, user_id?, event?}: one rule more
                                        on: send upload detail quota history recent oa react token any webhook
  POST /fake/clock                      {advance_seconds}: windows, tokens and uploads age by it, webhooks keep real time
  POST /fake/grant                      {code_challenge, redirect_uri?} → {code, oa_id}, as if «Cho phép» had been pressed
  POST /fake/tokens/expire              the access token ends; /fake/tokens/kill: the whole grant
  POST /fake/reset                      all but the grant is forgotten

Logs, newest last; `after` is the number already seen
  GET  /fake/webhooks                   ?after=&message_id=&event= → {webhooks: [{number, event_name, user_id, message_id, faults, state,
                                        body, attempts: [{at, num_retry, status, ms, trouble}]}], is_subscribed}
                                        state: sending waiting delivered dropped given_up unsubscribed
  POST /fake/webhooks/subscribe         webhooks are sent again, after the ladder of retries came to its end
  GET  /fake/calls                      ?after=&operation= → {calls: [{number, at, operation, path, user_id, status, error, fault, ms}]}
  GET  /fake/state                      counts, the grant, how far the clock is ahead
"""
