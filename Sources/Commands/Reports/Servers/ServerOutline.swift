import DirectorySchema
import SyncRules
import WizardTasks

/// What is said of the difference of two servers, in the order in which it is said; forms differ in how alone.
struct ServerOutline {
    /// Differences that belong together.
    struct Section {
        let title: String
        let rows: [ServerRow]
        var schemas: [ConnectorSchemaDiff] = []
    }

    let servers: CompareServers
    /// What people call the two servers.
    let names: (from: String, to: String)

    init(_ servers: CompareServers) {
        self.servers = servers
        names = Self.names(servers.from, servers.to)
    }

    var diff: ServerExportDiff { servers.diff }

    /// One sentence, worst first.
    var summary: Phrase {
        let counts = counts
        if counts.isEmpty {
            return diff.isComplete
                ? "\(names.from) and \(names.to) do the same."
                : "Not everything could be compared; what could is the same on \(names.from) and \(names.to)."
        }
        let differs: Phrase = "\(names.to) differs from \(names.from) in \(counts.listed)"
        return (diff.isComplete ? "" : "Not everything could be compared; ") + differs + "."
    }

    /// Whether who is synchronized, or whether anything is, differs.
    var isGrave: Bool { diff.changes.contains { $0.area <= .signIn } }

    /// What deserves a look before everything else.
    var warnings: [Phrase] {
        let gaps = diff.gaps.map { gap -> Phrase in
            let side = side(gap.side)
            return gap.place.map { "\(side), \($0): \(prose: gap.sentence)" } ?? "\(side): \(prose: gap.sentence)"
        }
        guard diff.roles.verdict == .bothActive else { return gaps }
        return gaps + ["Both servers export; only one server may."]
    }

    /// What each server is.
    var facts: [[String]] {
        let roles = [(servers.from, names.from, diff.roles.from), (servers.to, names.to, diff.roles.to)]
        return roles.map { server, name, role in
            [name, Self.word(role), server.build ?? "unknown", server.exported ?? "unknown", server.path]
        }
    }

    static let factHeadings = ["server", "role", "build", "exported", "folder"]

    /// What makes no difference and is worth knowing.
    var remarks: [Phrase] {
        var remarks: [Phrase] = []
        if diff.roles.verdict == .asIntended {
            remarks.append("One server is active and the other in staging mode, as it is to be.")
        }
        let (renumbered, own) = (diff.renumbered.count, diff.own.count)
        if renumbered > 0 {
            let rules = WordList.count(renumbered, "rule differs", "rules differ")
            remarks.append(.words("\(rules) in nothing but \(renumbered == 1 ? "its" : "their") number."))
        }
        if own > 0 {
            let values = WordList.count(own, "value differs", "values differ")
            remarks.append(.words("\(values) and \(own == 1 ? "is" : "are") not compared, as each server has its own."))
        }
        return remarks
    }

    var sections: [Section] {
        ServerArea.allCases.compactMap { area in
            var rows = ServerRow.rows(diff.changes.filter { $0.area == area })
            if area == .rules { rows += diff.rules.map { ServerRow($0) } + diff.reordered.map { ServerRow($0, names) } }
            let schemas = area == .schema ? diff.schemas : []
            guard !rows.isEmpty || !schemas.isEmpty else { return nil }
            return Section(title: Self.title(area), rows: rows, schemas: schemas)
        }
    }

    private var counts: [Phrase] {
        ServerArea.allCases.compactMap { area in
            var count = diff.changes.count { $0.area == area }
            if area == .rules { count += diff.rules.count + diff.reordered.count }
            if area == .schema { count += diff.schemas.reduce(0) { $0 + max($1.diff.changes.count, 1) } }
            return count == 0 ? nil : .words(Self.noun(area, count))
        }
    }

    private func side(_ side: ServerGap.Side) -> Phrase {
        switch side {
        case .from: .name(names.from)
        case .to: .name(names.to)
        case .both: "both"
        }
    }

    /// The names of the servers; the last parts of the folders where the exports do not say, or it is one server.
    private static func names(_ from: CompareServers.Server, _ to: CompareServers.Server) -> (String, String) {
        let last = { (path: String) in path.split(separator: "/").last.map(String.init) ?? path }
        let candidates = [
            (from.name ?? "", to.name ?? ""), (last(from.path), last(to.path)), (from.path, to.path),
        ]
        let fitting = candidates.first { one, other in
            !one.isEmpty && !other.isEmpty && one.lowercased() != other.lowercased()
        }
        return fitting ?? ("the first", "the second")
    }

    private static func word(_ role: ServerRoles.Role) -> String {
        switch role {
        case .active: "active"
        case .staging: "staging mode"
        case .unknown: "unknown"
        }
    }

    private static func title(_ area: ServerArea) -> String {
        switch area {
        case .staging: "Staging mode"
        case .connectors: "Connectors"
        case .filters: "Filters: whose objects are read"
        case .deletions: "Deletion threshold"
        case .signIn: "Identity and sign-in"
        case .rules: "Rules"
        case .features: "Features"
        case .attributes: "Attributes that are read"
        case .runs: "Run profiles"
        case .options: "Options"
        case .connections: "Connectors' settings"
        case .schema: "Schemas"
        }
    }

    private static func noun(_ area: ServerArea, _ count: Int) -> String {
        switch area {
        case .staging: "staging mode"
        case .connectors: WordList.count(count, "connector")
        case .filters: WordList.count(count, "filter")
        case .deletions: "the deletion threshold"
        case .signIn: WordList.count(count, "option of identity and sign-in", "options of identity and sign-in")
        case .rules: WordList.count(count, "rule")
        case .features: WordList.count(count, "feature")
        case .attributes: WordList.count(count, "attribute that is read", "attributes that are read")
        case .runs: WordList.count(count, "part of run profiles", "parts of run profiles")
        case .options: WordList.count(count, "option")
        case .connections: WordList.count(count, "setting of connectors", "settings of connectors")
        case .schema: WordList.count(count, "definition of schemas", "definitions of schemas")
        }
    }
}
