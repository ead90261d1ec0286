"""Texts say what they link to; sources and attachments are rows; old source lines become some."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "file_content",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_file_content")),
    )
    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_kind", sa.String(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["to_id"], ["topic.id"], name=op.f("fk_link_to_id_topic")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_link_topic_id_topic")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint(
            "from_kind", "from_id", "name", name=op.f("uq_link_from_kind_from_id_name")
        ),
    )
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.create_index("ix_link_slug_id", ["slug", "id"], unique=False)
        batch_op.create_index("ix_link_to_id_id", ["to_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("published_on", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("archived_url", sa.String(), nullable=False),
        sa.Column("of_topic", sa.Boolean(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["member.id"], name=op.f("fk_source_added_by_id_member")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_source_topic_id_topic")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "citation",
        sa.Column("argument_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["argument_id"], ["argument.id"], name=op.f("fk_citation_argument_id_argument")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_citation_source_id_source")
        ),
        sa.PrimaryKeyConstraint("argument_id", "source_id", name=op.f("pk_citation")),
    )
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_citation_source_id"), ["source_id"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_attachment_author_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["content_hash"],
            ["file_content.hash"],
            name=op.f("fk_attachment_content_hash_file_content"),
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"],
            ["suggestion.id"],
            name=op.f("fk_attachment_suggestion_id_suggestion"),
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_attachment_topic_id_topic")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attachment_suggestion_id"), ["suggestion_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_attachment_topic_id"), ["topic_id"], unique=False)
    _turn_lines_into_rows()


URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def _turn_lines_into_rows() -> None:
    """Each line of an argument's sources becomes a source of its topic, once, and a citation."""
    argument = sa.table("argument", *map(sa.column, ("id", "topic_id", "sources")))
    facts = ("id", "topic_id", "title", "publisher", "published_on", "url", "archived_url")
    source = sa.table("source", *map(sa.column, (*facts, "of_topic", "added_by_id", "added_at")))
    citation = sa.table("citation", *map(sa.column, ("argument_id", "source_id", "line")))
    connection = op.get_bind()
    at = sa.literal(datetime.now(UTC), sa.DateTime(timezone=True))
    known: dict[tuple[int, str], int] = {}
    rows = connection.execute(sa.select(argument).where(argument.c.sources != "")).all()
    for row in sorted(rows):
        lines = dict.fromkeys(" ".join(line.split()) for line in row.sources.splitlines())
        cited = set()
        for line in filter(None, lines):
            found = URL.search(line)
            url = found[0].rstrip(".,;)") if found else ""
            title = (line.replace(url, "").strip(" ,.;:–—-()") if url else line) or url
            place = (row.topic_id, url or title)
            if place not in known:
                values: dict[str, object] = dict.fromkeys(
                    ("publisher", "published_on", "archived_url"), ""
                )
                values |= {"topic_id": row.topic_id, "title": title[:300], "url": url[:1000]}
                new = sa.insert(source).values(**values, of_topic=sa.false(), added_at=at)
                connection.execute(new)
                here = sa.select(sa.func.max(source.c.id))
                known[place] = connection.execute(here).scalar_one()
            if known[place] not in cited:
                cited.add(known[place])
                cites = {"argument_id": row.id, "source_id": known[place], "line": line}
                connection.execute(sa.insert(citation).values(**cites))


def downgrade() -> None:
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_topic_id"))
        batch_op.drop_index(batch_op.f("ix_attachment_suggestion_id"))

    op.drop_table("attachment")
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_citation_source_id"))

    op.drop_table("citation")
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_topic_id"))

    op.drop_table("source")
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_topic_id"))
        batch_op.drop_index("ix_link_to_id_id")
        batch_op.drop_index("ix_link_slug_id")

    op.drop_table("link")
    op.drop_table("file_content")
