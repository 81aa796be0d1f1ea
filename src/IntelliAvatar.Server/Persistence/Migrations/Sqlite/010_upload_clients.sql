-- client: the network address that announced it, so that one address leaves room for others.
ALTER TABLE uploads ADD COLUMN client TEXT NOT NULL DEFAULT '';
