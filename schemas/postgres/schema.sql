-- Records of press releases.

-- Güler, Gueler and Guler become one word.
CREATE FUNCTION press_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT regexp_replace(lower(regexp_replace(translate(replace(replace($1, 'ß', 'ss'), 'ẞ', 'ss'), 'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿĀāĂăĄąĆćĈĉĊċČčĎďĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĨĩĪīĬĭĮįİĴĵĶķĹĺĻļĽľŃńŅņŇňŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžƠơƯưǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǞǟǠǡǦǧǨǩǪǫǬǭǰǴǵǸǹǺǻȀȁȂȃȄȅȆȇȈȉȊȋȌȍȎȏȐȑȒȓȔȕȖȗȘșȚțȞȟȦȧȨȩȪȫȬȭȮȯȰȱȲȳ', 'AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyyAaAaAaCcCcCcCcDdEeEeEeEeEeGgGgGgGgHhIiIiIiIiIJjKkLlLlLlNnNnNnOoOoOoRrRrRrSsSsSsSsTtTtUuUuUuUuUuUuWwYyYZzZzZzOoUuAaIiOoUuUuUuUuUuAaAaGgKkOoOojGgNnAaAaAaEeEeIiIiOoOoRrRrUuUuSsTtHhAaEeOoOoOoOoYy'), '[\u0300-\u036f]', '', 'g')), '(?<![aeiouyq])([aou])e', '\1', 'g')
$$;
-- What to search for, as web search engines have it: words, "phrases", OR, -without.
CREATE FUNCTION press_query(text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT websearch_to_tsquery('pg_catalog.german', regexp_replace(lower(regexp_replace(translate(replace(replace($1, 'ß', 'ss'), 'ẞ', 'ss'), 'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿĀāĂăĄąĆćĈĉĊċČčĎďĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĨĩĪīĬĭĮįİĴĵĶķĹĺĻļĽľŃńŅņŇňŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžƠơƯưǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǞǟǠǡǦǧǨǩǪǫǬǭǰǴǵǸǹǺǻȀȁȂȃȄȅȆȇȈȉȊȋȌȍȎȏȐȑȒȓȔȕȖȗȘșȚțȞȟȦȧȨȩȪȫȬȭȮȯȰȱȲȳ', 'AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyyAaAaAaCcCcCcCcDdEeEeEeEeEeGgGgGgGgHhIiIiIiIiIJjKkLlLlLlNnNnNnOoOoOoRrRrRrSsSsSsSsTtTtUuUuUuUuUuUuWwYyYZzZzZzOoUuAaIiOoUuUuUuUuUuAaAaGgKkOoOojGgNnAaAaAaEeEeIiIiOoOoRrRrUuUuSsTtHhAaEeOoOoOoOoYy'), '[\u0300-\u036f]', '', 'g')), '(?<![aeiouyq])([aou])e', '\1', 'g'))
$$;

CREATE TABLE "releases" (
    "position" bigint NOT NULL,
    "schema_version" text NOT NULL,
    "id" text NOT NULL,
    "source_path" text NOT NULL,
    "source_member" text,
    "source_sha256" text NOT NULL,
    "source_encoding" text,
    "source_media_type" text NOT NULL,
    "title" text,
    "sender" text,
    "date" date,
    "place" text,
    "embargo" timestamp,
    "embargo_zone" integer,
    "language" text,
    "text" text,
    "extractor_version" text NOT NULL,
    "extractor_model" text NOT NULL,
    "extractor_model_version" text NOT NULL,
    "extractor_fingerprint" text NOT NULL,
    "search" tsvector GENERATED ALWAYS AS (to_tsvector('pg_catalog.german', press_fold(left(coalesce("title", '') || ' ' || coalesce("sender", '') || ' ' || coalesce("place", '') || ' ' || coalesce("text", ''), 120000)))) STORED,
    PRIMARY KEY ("id")
);

CREATE TABLE "mentions" (
    "release" text NOT NULL,
    "position" bigint NOT NULL,
    "start" bigint NOT NULL,
    "end" bigint NOT NULL,
    "label" text NOT NULL,
    "text" text NOT NULL,
    "evidence" text NOT NULL,
    PRIMARY KEY ("release", "position"),
    FOREIGN KEY ("release") REFERENCES "releases" ("id")
);

CREATE TABLE "people" (
    "release" text NOT NULL,
    "position" bigint NOT NULL,
    "name" text NOT NULL,
    "given_name" text,
    "family_name" text,
    "titles" text[] NOT NULL,
    "mentions" bigint[] NOT NULL,
    PRIMARY KEY ("release", "position"),
    FOREIGN KEY ("release") REFERENCES "releases" ("id")
);

CREATE TABLE "roles" (
    "release" text NOT NULL,
    "person" bigint NOT NULL,
    "position" bigint NOT NULL,
    "role" text,
    "organisation" text,
    "status" text NOT NULL,
    "mentions" bigint[] NOT NULL,
    "evidence" text NOT NULL,
    PRIMARY KEY ("release", "person", "position"),
    FOREIGN KEY ("release", "person") REFERENCES "people" ("release", "position")
);

CREATE TABLE "organisations" (
    "release" text NOT NULL,
    "position" bigint NOT NULL,
    "name" text NOT NULL,
    "aliases" text[] NOT NULL,
    "mentions" bigint[] NOT NULL,
    PRIMARY KEY ("release", "position"),
    FOREIGN KEY ("release") REFERENCES "releases" ("id")
);

CREATE TABLE "programmes" (
    "release" text NOT NULL,
    "position" bigint NOT NULL,
    "name" text NOT NULL,
    "aliases" text[] NOT NULL,
    "mentions" bigint[] NOT NULL,
    PRIMARY KEY ("release", "position"),
    FOREIGN KEY ("release") REFERENCES "releases" ("id")
);

CREATE TABLE "places" (
    "release" text NOT NULL,
    "position" bigint NOT NULL,
    "name" text NOT NULL,
    "mentions" bigint[] NOT NULL,
    PRIMARY KEY ("release", "position"),
    FOREIGN KEY ("release") REFERENCES "releases" ("id")
);

CREATE TABLE "amounts" (
    "release" text NOT NULL,
    "position" bigint NOT NULL,
    "start" bigint NOT NULL,
    "end" bigint NOT NULL,
    "text" text NOT NULL,
    "value" numeric,
    "min" numeric,
    "max" numeric,
    "currency" text NOT NULL,
    "approx" text NOT NULL,
    "year" bigint,
    "source" text,
    "purpose" text,
    "per" text,
    "parts" bigint[] NOT NULL,
    "evidence" text NOT NULL,
    PRIMARY KEY ("release", "position"),
    FOREIGN KEY ("release") REFERENCES "releases" ("id")
);

CREATE TABLE "quotes" (
    "release" text NOT NULL,
    "position" bigint NOT NULL,
    "start" bigint NOT NULL,
    "end" bigint NOT NULL,
    "text" text NOT NULL,
    "kind" text NOT NULL,
    "speaker" bigint,
    "evidence" text NOT NULL,
    PRIMARY KEY ("release", "position"),
    FOREIGN KEY ("release") REFERENCES "releases" ("id"),
    FOREIGN KEY ("release", "speaker") REFERENCES "people" ("release", "position")
);

CREATE TABLE "warnings" (
    "release" text NOT NULL,
    "position" bigint NOT NULL,
    "code" text NOT NULL,
    "message" text NOT NULL,
    "start" bigint,
    "end" bigint,
    PRIMARY KEY ("release", "position"),
    FOREIGN KEY ("release") REFERENCES "releases" ("id")
);

-- Who is what where: a row for each role, one for each person without.
CREATE VIEW "people_roles" AS
SELECT p."release", r."date", r."title", r."sender", p."position" AS "person", p."name", p."given_name",
       p."family_name", p."titles", o."role", o."organisation", o."status", o."evidence"
FROM "people" AS p
JOIN "releases" AS r ON r."id" = p."release"
LEFT JOIN "roles" AS o ON o."release" = p."release" AND o."person" = p."position";

-- Who said what; the speaker is null where the release does not name one.
CREATE VIEW "quotes_speakers" AS
SELECT q."release", r."date", r."title", q."position", p."name" AS "speaker", q."kind", q."text", q."start", q."end"
FROM "quotes" AS q
JOIN "releases" AS r ON r."id" = q."release"
LEFT JOIN "people" AS p ON p."release" = q."release" AND p."position" = q."speaker";

-- Amounts with the ends of their ranges. Sums leave out the parts of others: WHERE NOT is_part.
CREATE VIEW "amounts_euro" AS
SELECT a."release", r."date", r."title", a."position", a."text", COALESCE(a."value", a."min") AS "low",
       COALESCE(a."value", a."max") AS "high", a."approx", a."year", a."source", a."purpose", a."per",
       EXISTS (
           SELECT 1 FROM "amounts" AS t CROSS JOIN unnest(t."parts") AS e(value)
           WHERE t."release" = a."release" AND e.value = a."position"
       ) AS "is_part"
FROM "amounts" AS a
JOIN "releases" AS r ON r."id" = a."release";

-- Each other name, a row.
CREATE VIEW "aliases" AS
SELECT 'organisations' AS "kind", t."release", t."position", t."name", e.value AS "alias"
FROM "organisations" AS t CROSS JOIN unnest(t."aliases") AS e(value)
UNION ALL
SELECT 'programmes' AS "kind", t."release", t."position", t."name", e.value AS "alias"
FROM "programmes" AS t CROSS JOIN unnest(t."aliases") AS e(value);

-- Which mention stands for what: `of` is a position in the table `kind`; for roles, that of the person.
CREATE VIEW "mentioned" AS
SELECT t."release", e.value AS "mention", 'people' AS "kind",
       t."position" AS "of", t."name" AS "name", m."label", m."text", m."start", m."end"
FROM "people" AS t CROSS JOIN unnest(t."mentions") AS e(value)
JOIN "mentions" AS m ON m."release" = t."release" AND m."position" = e.value
UNION ALL
SELECT t."release", e.value AS "mention", 'roles' AS "kind",
       t."person" AS "of", t."role" AS "name", m."label", m."text", m."start", m."end"
FROM "roles" AS t CROSS JOIN unnest(t."mentions") AS e(value)
JOIN "mentions" AS m ON m."release" = t."release" AND m."position" = e.value
UNION ALL
SELECT t."release", e.value AS "mention", 'organisations' AS "kind",
       t."position" AS "of", t."name" AS "name", m."label", m."text", m."start", m."end"
FROM "organisations" AS t CROSS JOIN unnest(t."mentions") AS e(value)
JOIN "mentions" AS m ON m."release" = t."release" AND m."position" = e.value
UNION ALL
SELECT t."release", e.value AS "mention", 'programmes' AS "kind",
       t."position" AS "of", t."name" AS "name", m."label", m."text", m."start", m."end"
FROM "programmes" AS t CROSS JOIN unnest(t."mentions") AS e(value)
JOIN "mentions" AS m ON m."release" = t."release" AND m."position" = e.value
UNION ALL
SELECT t."release", e.value AS "mention", 'places' AS "kind",
       t."position" AS "of", t."name" AS "name", m."label", m."text", m."start", m."end"
FROM "places" AS t CROSS JOIN unnest(t."mentions") AS e(value)
JOIN "mentions" AS m ON m."release" = t."release" AND m."position" = e.value;
