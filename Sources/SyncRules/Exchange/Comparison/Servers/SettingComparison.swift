/// Compares parameters and other settings by name, each as what it is.
struct SettingComparison {
    private let oldMentions: ConnectorMentions
    private let newMentions: ConnectorMentions
    private(set) var changes: [ServerChange] = []
    /// The keys of those that differ and are each server's own.
    private(set) var own: Set<String> = []

    init(_ oldMentions: ConnectorMentions, _ newMentions: ConnectorMentions) {
        self.oldMentions = oldMentions
        self.newMentions = newMentions
    }

    /// Where settings belong.
    private struct Place {
        var area = ServerArea.options
        var connector: String?
        var partition: String?
    }

    mutating func compareServers(_ old: GlobalSettings?, _ new: GlobalSettings?, roles: ServerRoles) {
        // Where one of them has none, that is said once, and not of every parameter.
        guard let old, let new else { return }
        compare(old.parameters, new.parameters, Place())
        compare(old.settings, new.settings, Place())
        if roles.verdict == .asIntended { changes.removeAll { $0.area == .staging } }
    }

    mutating func compareConnectors(_ pair: ConnectorPairing.Pair) {
        let place = Place(area: .connections, connector: pair.name)
        compare(pair.old.parameters, pair.new.parameters, place)
        compare(
            Self.rest(pair.old.settings, besides: pair.old.parameters),
            Self.rest(pair.new.settings, besides: pair.new.parameters),
            place
        )
        let partners = Dictionary(
            pair.new.partitions.map { (ValueMeaning.name($0.name), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        for before in pair.old.partitions {
            guard let after = partners[ValueMeaning.name(before.name)] else { continue }
            let place = Place(area: .connections, connector: pair.name, partition: before.name)
            compare(before.parameters, after.parameters, place)
            compare(
                Self.rest(before.settings, besides: before.parameters),
                Self.rest(after.settings, besides: after.parameters),
                place
            )
        }
    }

    /// Many parameters stand in elements of their own as well, and are to be told once.
    private static func rest(_ settings: [String: String], besides parameters: [String: String]) -> [String: String] {
        settings.filter { key, value in parameters[last(of: key)] != value }
    }

    private static func last(of path: String) -> String {
        String(path.split(whereSeparator: { $0 == "/" || $0 == "@" }).last ?? "")
    }

    private mutating func compare(_ old: [String: String], _ new: [String: String], _ place: Place) {
        for key in Set(old.keys).union(new.keys).sorted() {
            let known = ServerParameter.known(key) ?? ServerParameter.known(Self.last(of: key))
            let (before, after) = (old[key].map(oldMentions.named), new[key].map(newMentions.named))
            if case .own? = known?.form {
                if before != after { own.insert(key) }
                continue
            }
            let form = known?.form ?? .text
            let meanings = (
                before.flatMap { ValueMeaning.canonical($0, form) }, after.flatMap { ValueMeaning.canonical($0, form) }
            )
            guard meanings.0 != meanings.1 else { continue }
            changes.append(
                ServerChange(
                    known?.area ?? place.area,
                    .setting,
                    known?.name ?? key,
                    connector: place.connector,
                    key: known == nil ? nil : key,
                    partition: place.partition,
                    from: meanings.0 == nil ? nil : before.map(ExchangeText.trimmed),
                    to: meanings.1 == nil ? nil : after.map(ExchangeText.trimmed)
                )
            )
        }
    }
}
