-- Records of press releases. Amounts: exact decimals as text, and cents that sum to the cent.

CREATE TABLE "releases" (
    "position" INTEGER PRIMARY KEY,
    "schema_version" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "source_path" TEXT NOT NULL,
    "source_member" TEXT,
    "source_sha256" TEXT NOT NULL,
    "source_encoding" TEXT,
    "source_media_type" TEXT NOT NULL,
    "title" TEXT,
    "sender" TEXT,
    "date" TEXT,
    "place" TEXT,
    "embargo" TEXT,
    "embargo_zone" INTEGER,
    "language" TEXT,
    "text" TEXT,
    "extractor_version" TEXT NOT NULL,
    "extractor_model" TEXT NOT NULL,
    "extractor_model_version" TEXT NOT NULL,
    "extractor_fingerprint" TEXT NOT NULL,
    "search_words" TEXT,
    UNIQUE ("id")
);

-- Other spellings of the words are in search_words: Gueler and Guler find Güler.
CREATE VIRTUAL TABLE "releases_fts" USING fts5(
    "title", "sender", "place", "text", "search_words", content="releases", content_rowid="position", tokenize="unicode61 remove_diacritics 2"
);
-- The stems of the same; the table words has the stem of each word.
CREATE VIRTUAL TABLE "releases_stems" USING fts5("stems", content="", tokenize="unicode61 remove_diacritics 2");
CREATE TABLE "words" ("word" TEXT PRIMARY KEY, "stem" TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE "mentions" (
    "release" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    PRIMARY KEY ("release", "position"),
    FOREIGN KEY ("release") REFERENCES "releases" ("id")
);

CREATE TABLE "people" (
    "release" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "given_name" TEXT,
    "family_name" TEXT,
    "titles" TEXT NOT NULL,
    "mentions" TEXT NOT NULL,
    PRIMARY KEY ("release", "position"),
    FOREIGN KEY ("release") REFERENCES "releases" ("id")
);

CREATE TABLE "roles" (
    "release" TEXT NOT NULL,
    "person" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "role" TEXT,
    "organisation" TEXT,
    "status" TEXT NOT NULL,
    "mentions" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    PRIMARY KEY ("release", "person", "position"),
    FOREIGN KEY ("release", "person") REFERENCES "people" ("release", "position")
);

CREATE TABLE "organisations" (
    "release" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT NOT NULL,
    "mentions" TEXT NOT NULL,
    PRIMARY KEY ("release", "position"),
    FOREIGN KEY ("release") REFERENCES "releases" ("id")
);

CREATE TABLE "programmes" (
    "release" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT NOT NULL,
    "mentions" TEXT NOT NULL,
    PRIMARY KEY ("release", "position"),
    FOREIGN KEY ("release") REFERENCES "releases" ("id")
);

CREATE TABLE "places" (
    "release" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "mentions" TEXT NOT NULL,
    PRIMARY KEY ("release", "position"),
    FOREIGN KEY ("release") REFERENCES "releases" ("id")
);

CREATE TABLE "amounts" (
    "release" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "value" TEXT,
    "min" TEXT,
    "max" TEXT,
    "currency" TEXT NOT NULL,
    "approx" TEXT NOT NULL,
    "year" INTEGER,
    "source" TEXT,
    "purpose" TEXT,
    "per" TEXT,
    "parts" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "value_cents" INTEGER,
    "min_cents" INTEGER,
    "max_cents" INTEGER,
    PRIMARY KEY ("release", "position"),
    FOREIGN KEY ("release") REFERENCES "releases" ("id")
);

CREATE TABLE "quotes" (
    "release" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "speaker" INTEGER,
    "evidence" TEXT NOT NULL,
    PRIMARY KEY ("release", "position"),
    FOREIGN KEY ("release") REFERENCES "releases" ("id"),
    FOREIGN KEY ("release", "speaker") REFERENCES "people" ("release", "position")
);

CREATE TABLE "warnings" (
    "release" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "start" INTEGER,
    "end" INTEGER,
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
SELECT a."release", r."date", r."title", a."position", a."text", COALESCE(a."value_cents", a."min_cents") AS "low_cents",
       COALESCE(a."value_cents", a."max_cents") AS "high_cents", a."approx", a."year", a."source", a."purpose", a."per",
       EXISTS (
           SELECT 1 FROM "amounts" AS t CROSS JOIN json_each(t."parts") AS e
           WHERE t."release" = a."release" AND e.value = a."position"
       ) AS "is_part"
FROM "amounts" AS a
JOIN "releases" AS r ON r."id" = a."release";

-- Each other name, a row.
CREATE VIEW "aliases" AS
SELECT 'organisations' AS "kind", t."release", t."position", t."name", e.value AS "alias"
FROM "organisations" AS t CROSS JOIN json_each(t."aliases") AS e
UNION ALL
SELECT 'programmes' AS "kind", t."release", t."position", t."name", e.value AS "alias"
FROM "programmes" AS t CROSS JOIN json_each(t."aliases") AS e;

-- Which mention stands for what: `of` is a position in the table `kind`; for roles, that of the person.
CREATE VIEW "mentioned" AS
SELECT t."release", e.value AS "mention", 'people' AS "kind",
       t."position" AS "of", t."name" AS "name", m."label", m."text", m."start", m."end"
FROM "people" AS t CROSS JOIN json_each(t."mentions") AS e
JOIN "mentions" AS m ON m."release" = t."release" AND m."position" = e.value
UNION ALL
SELECT t."release", e.value AS "mention", 'roles' AS "kind",
       t."person" AS "of", t."role" AS "name", m."label", m."text", m."start", m."end"
FROM "roles" AS t CROSS JOIN json_each(t."mentions") AS e
JOIN "mentions" AS m ON m."release" = t."release" AND m."position" = e.value
UNION ALL
SELECT t."release", e.value AS "mention", 'organisations' AS "kind",
       t."position" AS "of", t."name" AS "name", m."label", m."text", m."start", m."end"
FROM "organisations" AS t CROSS JOIN json_each(t."mentions") AS e
JOIN "mentions" AS m ON m."release" = t."release" AND m."position" = e.value
UNION ALL
SELECT t."release", e.value AS "mention", 'programmes' AS "kind",
       t."position" AS "of", t."name" AS "name", m."label", m."text", m."start", m."end"
FROM "programmes" AS t CROSS JOIN json_each(t."mentions") AS e
JOIN "mentions" AS m ON m."release" = t."release" AND m."position" = e.value
UNION ALL
SELECT t."release", e.value AS "mention", 'places' AS "kind",
       t."position" AS "of", t."name" AS "name", m."label", m."text", m."start", m."end"
FROM "places" AS t CROSS JOIN json_each(t."mentions") AS e
JOIN "mentions" AS m ON m."release" = t."release" AND m."position" = e.value;

CREATE INDEX "releases_date" ON "releases" ("date");
CREATE INDEX "releases_sender" ON "releases" ("sender");
CREATE INDEX "people_name" ON "people" ("name");
CREATE INDEX "people_family_name" ON "people" ("family_name");
CREATE INDEX "roles_role" ON "roles" ("role");
CREATE INDEX "roles_organisation" ON "roles" ("organisation");
CREATE INDEX "organisations_name" ON "organisations" ("name");
CREATE INDEX "programmes_name" ON "programmes" ("name");
CREATE INDEX "places_name" ON "places" ("name");
CREATE INDEX "mentions_label" ON "mentions" ("label");
CREATE INDEX "mentions_text" ON "mentions" ("text");
CREATE INDEX "amounts_value_cents" ON "amounts" ("value_cents");
CREATE INDEX "amounts_year" ON "amounts" ("year");
CREATE INDEX "quotes_speaker" ON "quotes" ("speaker");
