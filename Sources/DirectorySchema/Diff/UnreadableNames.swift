import Directory

/// The names and OIDs that definitions seem to have which cannot be read.
struct UnreadableNames {
    private var words: Set<String> = []

    init(_ definitions: [UnreadableDefinition]) {
        for definition in definitions {
            // Any word of the text may be the name: better one removal too few than a wrong one.
            for word in definition.text.utf8.split(whereSeparator: { !ASCII.isKeyCharacter($0) && $0 != 0x2E }) {
                words.insert(ASCII.lowercased(String(decoding: word, as: UTF8.self)))
            }
        }
    }

    func mention(_ element: some SchemaElement) -> Bool {
        guard !words.isEmpty else { return false }
        return element.names.contains { words.contains($0.folded) }
            || element.oid.map { words.contains($0.dotted) } ?? false
    }
}
