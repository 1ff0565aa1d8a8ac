-- In this folder: psql DATABASE -f load.sql
\set ON_ERROR_STOP on
BEGIN;
SET LOCAL client_encoding = 'UTF8';
SET LOCAL standard_conforming_strings = on;
SET LOCAL datestyle = ISO;
\ir schema.sql
\copy "releases" ("position", "schema_version", "id", "source_path", "source_member", "source_sha256", "source_encoding", "source_media_type", "title", "sender", "date", "place", "embargo", "embargo_zone", "language", "text", "extractor_version", "extractor_model", "extractor_model_version", "extractor_fingerprint") from 'releases.copy' with (format text, encoding 'UTF8')
\copy "mentions" ("release", "position", "start", "end", "label", "text", "evidence") from 'mentions.copy' with (format text, encoding 'UTF8')
\copy "people" ("release", "position", "name", "given_name", "family_name", "titles", "mentions") from 'people.copy' with (format text, encoding 'UTF8')
\copy "roles" ("release", "person", "position", "role", "organisation", "status", "mentions", "evidence") from 'roles.copy' with (format text, encoding 'UTF8')
\copy "organisations" ("release", "position", "name", "aliases", "mentions") from 'organisations.copy' with (format text, encoding 'UTF8')
\copy "programmes" ("release", "position", "name", "aliases", "mentions") from 'programmes.copy' with (format text, encoding 'UTF8')
\copy "places" ("release", "position", "name", "mentions") from 'places.copy' with (format text, encoding 'UTF8')
\copy "amounts" ("release", "position", "start", "end", "text", "value", "min", "max", "currency", "approx", "year", "source", "purpose", "per", "parts", "evidence") from 'amounts.copy' with (format text, encoding 'UTF8')
\copy "quotes" ("release", "position", "start", "end", "text", "kind", "speaker", "evidence") from 'quotes.copy' with (format text, encoding 'UTF8')
\copy "warnings" ("release", "position", "code", "message", "start", "end") from 'warnings.copy' with (format text, encoding 'UTF8')
\ir indices.sql
COMMIT;
ANALYZE "releases", "mentions", "people", "roles", "organisations", "programmes", "places", "amounts", "quotes", "warnings";
