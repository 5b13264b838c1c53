import DirectorySchema
import SyncRules

/// The standard rules of a number of forests with one schema, made again and again, beside parsing that schema.
struct RuleGeneration {
    let path: String
    let forests: Int
    let count: Int

    func run() throws {
        let file = try SubschemaFile(path)
        var schema = SchemaSnapshot.empty
        let parse = ReadSchema.each(count) { schema = file.parse() }
        var catalogue = try RuleCatalogue.standard()
        let load = try ReadSchema.each(max(1, count / 10)) { catalogue = try .standard() }
        let connectors = (0..<forests).map { number in
            GenerationConnector(
                identity: ConnectorID("00000000-0000-4000-8000-\(String(100_000_000_000 + number))"),
                name: "forest\(number).example",
                kind: .forest,
                ordinal: number + 1,
                schema: schema
            )
        }
        let tenant = GenerationConnector(identity: .tenant, name: "tenant", kind: .tenant, ordinal: 1, schema: .empty)
        var rules = 0
        let generate = ReadSchema.each(max(1, count / forests)) {
            let generator = RuleGenerator(catalogue: catalogue, options: .standard)
            rules = generator.generate(for: connectors + [tenant]).rules.count
        }
        print("program=swift rules=\(rules) parse=\(parse) load=\(load) generate=\(generate)")
    }
}
