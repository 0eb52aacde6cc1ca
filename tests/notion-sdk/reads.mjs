// Every read of Notion's own SDK against the stand-in, in the three versions that it speaks. Run by .ci/notion-sdk.
import assert from "node:assert/strict";
import { Client, collectAllDataSourceRows, collectPaginatedAPI, isFullComment, isFullPage, isFullUser } from "@notionhq/client";

const [baseUrl, auth, databaseId, pageId] = process.argv.slice(2);
const client = (notionVersion, token = auth) => new Client({ auth: token, baseUrl, notionVersion, retry: false, logLevel: "error" });
const report = async () => (await fetch(`${baseUrl}/__report`)).json();
const bare = (id) => id.replaceAll("-", "");
const code = (promise) => promise.then(() => "none", (error) => error.code);
const truth = (await report()).truth;
const live = new Set(truth.ids);

for (const version of ["2025-09-03", "2026-03-11"]) {
  const notion = client(version);
  const has = { archived: version === "2025-09-03" };

  // Users.
  const users = await collectPaginatedAPI(notion.users.list, { page_size: 2 });
  assert.equal(users.length, 3);
  assert.ok(users.every(isFullUser));
  assert.equal((await notion.users.me({})).bot.workspace_name, "Example");
  assert.equal((await notion.users.retrieve({ user_id: users[1].id })).name, "Ann Ex");

  // The page, its blocks, the database and its data source.
  const blocks = await collectPaginatedAPI(notion.blocks.children.list, { block_id: pageId, page_size: 1 });
  assert.deepEqual(blocks.map((block) => block.type), ["paragraph", "child_database"]);
  assert.equal((await notion.blocks.retrieve({ block_id: blocks[0].id })).type, "paragraph");
  const database = await notion.databases.retrieve({ database_id: databaseId });
  assert.equal("archived" in database, has.archived);
  const source = database.data_sources[0].id;
  const schema = await notion.dataSources.retrieve({ data_source_id: source });
  const { groups, options } = schema.properties.Stage.status;
  const complete = groups.find((group) => group.name === "Complete").option_ids;
  assert.deepEqual(options.filter((one) => complete.includes(one.id)).map((one) => one.name), ["WIN", "Lost", "Transferred"]);
  assert.deepEqual((await notion.dataSources.listTemplates({ data_source_id: source })).results, []);

  // All rows, by the SDK's own enumeration.
  const rows = await collectAllDataSourceRows(notion, { data_source_id: source });
  assert.deepEqual(new Set(rows.filter((row) => !row.in_trash).map((row) => bare(row.id))), live);
  assert.ok(rows.every(isFullPage) && rows.every((row) => "archived" in row === has.archived));
  const trash = await collectAllDataSourceRows(notion, { data_source_id: source, in_trash: true });
  assert.deepEqual(trash.map((row) => bare(row.id)).sort(), truth.trash);

  // Filters and sorts, held against the rows.
  const query = (filter, sorts) =>
    collectPaginatedAPI(notion.dataSources.query, { data_source_id: source, filter, sorts, in_trash: false });
  const amount = (row) => row.properties.Amount.number;
  const kept = rows.filter((row) => !row.in_trash);
  const same = async (filter, keep) => {
    const found = (await query(filter)).map((row) => row.id).sort();
    assert.deepEqual(found, kept.filter(keep).map((row) => row.id).sort(), JSON.stringify(filter));
    assert.ok(found.length > 0 && found.length < kept.length, `${JSON.stringify(filter)} chooses`);
  };
  await same({ property: "Stage", status: { equals: "WIN" } }, (row) => row.properties.Stage.status?.name === "WIN");
  await same({ property: "Stage", status: { is_empty: true } }, (row) => !row.properties.Stage.status);
  await same({ property: "Amount", number: { greater_than: 400000 } }, (row) => amount(row) > 400000);
  await same({ property: "Products", multi_select: { contains: "Edge" } }, (row) => row.properties.Products.multi_select.some((one) => one.name === "Edge"));
  await same({ property: "Close date", date: { before: "2026-06-01" } }, (row) => row.properties["Close date"].date.start < "2026-06-01");
  await same({ property: "Weighted", formula: { number: { less_than: 100000 } } }, (row) => row.properties.Weighted.formula.number < 100000);
  await same({ property: "Count", rollup: { number: { equals: 1 } } }, (row) => row.properties.Count.rollup.number === 1);
  await same(
    { or: [{ property: "Stage", status: { equals: "Demo" } }, { and: [{ property: "Name", title: { contains: "Deal 1" } }, { property: "Amount", number: { less_than: 300000 } }] }] },
    (row) => row.properties.Stage.status?.name === "Demo" || (row.properties.Name.title[0].plain_text.includes("Deal 1") && amount(row) < 300000),
  );
  const sorted = await query(undefined, [{ property: "Amount", direction: "descending" }, { timestamp: "created_time", direction: "ascending" }]);
  assert.ok(sorted.every((row, index) => index === 0 || amount(sorted[index - 1]) >= amount(row)));
  assert.equal(sorted.length, Math.min(kept.length, 90), "a query ends at the cap of the stand-in");

  // Values: formulas, rollups, and pages of a property.
  const first = kept.find((row) => row.properties.Count.rollup.number === 300);
  assert.equal(first.properties.Weighted.formula.number, amount(first) / 2);
  const relation = await collectPaginatedAPI(notion.pages.properties.retrieve, { page_id: first.id, property_id: "co" });
  assert.equal(relation.length, 300);
  const company = await notion.pages.retrieve({ page_id: relation[299].relation.id });
  assert.equal(company.properties.Name.title[0].plain_text, "Company 299");
  for (const property of Object.values(first.properties)) {
    if (property.type === "relation") continue;
    const item = await notion.pages.properties.retrieve({ page_id: first.id, property_id: property.id });
    assert.ok(item.object === "list" || item.type === property.type, property.type);
  }
  const partly = await notion.pages.retrieve({ page_id: first.id, filter_properties: ["am"] });
  assert.deepEqual(Object.keys(partly.properties), ["Amount"]);

  // Bodies and comments.
  assert.match((await notion.pages.retrieveMarkdown({ page_id: first.id })).markdown, /^- \[ \] Send the plan$/m);
  const body = await collectPaginatedAPI(notion.blocks.children.list, { block_id: first.id });
  assert.deepEqual(body.filter((one) => one.type === "to_do").map((one) => one.to_do.checked), [false, true]);
  const counts = [];
  for (const row of kept.slice(0, 10)) {
    const comments = await collectPaginatedAPI(notion.comments.list, { block_id: row.id });
    assert.ok(comments.every(isFullComment));
    counts.push(comments.length);
    if (comments.length > 0) {
      const one = await notion.comments.retrieve({ comment_id: comments[0].id });
      assert.equal(one.id, comments[0].id);
    }
  }
  assert.ok(counts.some((count) => count > 100) && counts.includes(0), `${counts}`);

  // Search is not exhaustive, and the other lists are empty.
  const found = await notion.search({ query: "Deal", filter: { property: "object", value: "page" } });
  assert.ok(found.results.length > 0 && found.results.length < kept.length);
  assert.deepEqual((await notion.search({ filter: { property: "object", value: "data_source" } })).results.map((one) => one.id), [source]);
  assert.deepEqual([(await notion.customEmojis.list({})).results, (await notion.fileUploads.list({})).results], [[], []]);
  assert.deepEqual((await notion.views.list({ database_id: databaseId })).results, []);

  // Limits and refusals.
  assert.equal((await notion.dataSources.query({ data_source_id: source, page_size: 100 })).results.length, 90);
  for (const page_size of [0, 101]) {
    assert.equal(await code(notion.dataSources.query({ data_source_id: source, page_size })), "validation_error");
    assert.equal(await code(notion.users.list({ page_size })), "validation_error");
  }
  assert.equal(await code(notion.dataSources.query({ data_source_id: source, filter: { property: "Nothing", number: { equals: 1 } } })), "validation_error");
  assert.equal(await code(notion.pages.retrieve({ page_id: "f".repeat(32) })), "object_not_found");
  assert.equal(await code(client(version, "ntn_wr0ng").users.me({})), "unauthorized");
}

// Before data sources, a database has the properties and is queried itself; the SDK sends such requests by their path.
const old = client("2022-06-28");
const database = await old.databases.retrieve({ database_id: databaseId });
assert.ok(database.properties.Stage && !("data_sources" in database));
const ids = [];
for (let start_cursor; ; ) {
  const page = await old.request({ path: `databases/${databaseId}/query`, method: "post", body: { start_cursor, sorts: [{ timestamp: "created_time", direction: "ascending" }] } });
  ids.push(...page.results.filter((row) => !row.archived).map((row) => bare(row.id)));
  if (!page.has_more) break;
  start_cursor = page.next_cursor;
}
assert.ok(ids.length > 80 && ids.every((id) => live.has(id)), "the rows up to the cap");
assert.equal(await code(old.dataSources.query({ data_source_id: databaseId })), "invalid_request_url");
assert.equal(await code(client("2021-05-13").users.me({})), "validation_error");

// A control of the trap: the one write of this program is counted and refused.
assert.equal((await report()).writes_attempted, 0);
assert.equal(await code(client("2026-03-11").comments.create({ parent: { page_id: pageId }, rich_text: [] })), "restricted_resource");
assert.equal((await report()).writes_attempted, 1);
console.log(`notion-sdk: ${live.size} rows, three versions`);
