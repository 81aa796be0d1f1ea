-- Each announcement counts what is on its way, and not what has arrived.
CREATE INDEX uploads_unfinished ON uploads (user_id) WHERE received < length;
