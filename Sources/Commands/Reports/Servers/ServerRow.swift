import SyncRules

/// One difference of two servers: what differs, and what each has.
struct ServerRow {
    /// What each has of something; nothing where a server has none of it.
    struct Values {
        /// What it is; nothing where the row says it.
        var part: String?
        let from: String?
        let to: String?
    }

    /// What happened on the way from the first to the second.
    let action: PortableRuleChange.Action
    let what: Phrase
    /// The product's name for it.
    var key: String?
    var values: [Values] = []

    /// The rows of an area; names that only one server reads are told together.
    static func rows(_ changes: [ServerChange]) -> [ServerRow] {
        var rows: [ServerRow] = []
        var listed: Set<[String?]> = []
        for change in changes {
            guard change.kind == .attribute || change.kind == .objectClass else {
                rows.append(ServerRow(change))
                continue
            }
            let group = [change.connector, change.partition, change.kind.rawValue, change.from]
            guard listed.insert(group).inserted else { continue }
            let names = changes.filter { [$0.connector, $0.partition, $0.kind.rawValue, $0.from] == group }
                .map(\.subject).joined(separator: ", ")
            let noun = change.kind == .attribute ? "attributes" : "classes"
            let place: Phrase = change.partition.map { " of \($0)" } ?? place(change)
            let isOld = change.from != nil
            rows.append(
                ServerRow(
                    action: isOld ? .removed : .added,
                    what: .words(noun) + place,
                    values: [Values(from: isOld ? names : nil, to: isOld ? nil : names)]
                )
            )
        }
        return rows
    }

    private init(action: PortableRuleChange.Action, what: Phrase, key: String? = nil, values: [Values]) {
        self.action = action
        self.what = what
        self.key = key
        self.values = values
    }

    private init(_ change: ServerChange) {
        let (noun, missing): (Phrase, String) =
            switch change.kind {
            case .setting: ("", "not set")
            case .connector: ("connector ", "not there")
            case .partition: ("partition ", "not there")
            case .container: ("container ", "not listed")
            case .objectClass, .attribute: ("", "not read")
            case .runProfile: ("", "not there")
            }
        let subject: Phrase = change.key == nil ? .name(change.subject) : .words(change.subject)
        let place =
            change.kind == .setting ? change.partition.map { " of \($0)" } ?? Self.place(change) : Self.place(change)
        self.init(
            action: change.from == nil ? .added : change.to == nil ? .removed : .modified,
            what: noun + subject + place,
            key: change.key,
            values: [Values(from: change.from ?? missing, to: change.to ?? missing)]
        )
    }

    init(_ change: PortableRuleChange) {
        action = change.action
        what = "\(change.rule) (\(change.connector))"
        values = change.parts.map {
            Values(part: $0.part, from: $0.from.map(OneLine.text), to: $0.to.map(OneLine.text))
        }
    }

    init(_ change: RuleOrderChange, _ names: (from: String, to: String)) {
        let (first, second) = (change.first, change.second)
        let (one, other) = ("\(first.name) (\(first.connector))", "\(second.name) (\(second.connector))")
        action = .modified
        what = "which rule comes first and wins, for \(change.attributes.map(Phrase.name).joined(separator: ", "))"
        values = [Values(from: one, to: other)]
    }

    /// The forest or the tenant; containers and partitions say it themselves.
    private static func place(_ change: ServerChange) -> Phrase {
        guard let connector = change.connector, change.kind != .container, change.kind != .partition else { return "" }
        return " of \(connector)"
    }
}
