import Directory

/// Finds rules whose order decides something and differs between two servers.
struct RuleOrders {
    private struct Identity: Hashable {
        let connector: String
        let direction: PortableRule.Direction
        let name: String
        let number: Int
    }

    /// A place that several rules write to, and the first wins.
    private struct Slot: Hashable {
        let connector: String
        let objectType: String
        let attribute: String
    }

    private struct Entry {
        let rule: PortableRule
        let slots: [Slot: String]
    }

    private static let join = "(join)"

    /// The changes; rules have the names of their connectors in place of GUIDs.
    static func changes(from old: [PortableRule], to new: [PortableRule]) -> [RuleOrderChange] {
        let (before, after) = (entries(old), entries(new))
        var writers: [Slot: [(identity: Identity, number: Int, spelling: String)]] = [:]
        for (identity, entry) in before {
            for (slot, spelling) in entry.slots where after[identity]?.slots[slot] != nil {
                writers[slot, default: []].append((identity, entry.rule.precedence, spelling))
            }
        }
        var turned: [[Identity]: Set<String>] = [:]
        for rules in writers.values where rules.count > 1 {
            for one in rules {
                for other in rules where one.number < other.number {
                    guard let first = after[one.identity]?.rule.precedence,
                        let second = after[other.identity]?.rule.precedence, first > second
                    else { continue }
                    turned[[one.identity, other.identity], default: []].insert(one.spelling)
                }
            }
        }
        return turned.compactMap { pair, attributes -> (places: [Int], change: RuleOrderChange)? in
            guard pair.count == 2, let first = before[pair[0]]?.rule, let second = before[pair[1]]?.rule else {
                return nil
            }
            let change = RuleOrderChange(
                first: .init(name: first.name, connector: first.connector),
                second: .init(name: second.name, connector: second.connector),
                attributes: attributes.sorted()
            )
            return ([first.precedence, second.precedence], change)
        }.sorted {
            $0.places != $1.places
                ? $0.places.lexicographicallyPrecedes($1.places)
                : $0.change.order.lexicographicallyPrecedes($1.change.order)
        }.map(\.change)
    }

    private static func entries(_ rules: [PortableRule]) -> [Identity: Entry] {
        var counts: [Identity: Int] = [:]
        var entries: [Identity: Entry] = [:]
        for rule in rules.sorted(by: { ($0.precedence, $0.name) < ($1.precedence, $1.name) }) {
            let (connector, name) = (rule.connector.lowercased(), rule.name.lowercased())
            let one = Identity(connector: connector, direction: rule.direction, name: name, number: 0)
            counts[one, default: 0] += 1
            let identity = Identity(
                connector: connector,
                direction: rule.direction,
                name: name,
                number: counts[one] ?? 1
            )
            entries[identity] = Entry(rule: rule, slots: slots(rule))
        }
        return entries
    }

    private static func slots(_ rule: PortableRule) -> [Slot: String] {
        guard !rule.isDisabled else { return [:] }
        let connector = rule.connector.lowercased()
        // Values of all connectors meet in the metaverse; what goes out stays with its connector.
        let owner = rule.direction == .inbound ? "" : connector
        var slots: [Slot: String] = [:]
        for mapping in rule.mappings where mapping.merge == .update || mapping.merge == .replace {
            let slot = Slot(
                connector: owner,
                objectType: "\(rule.direction) \(rule.targetObjectType.lowercased())",
                attribute: ASCII.lowercased(mapping.destination)
            )
            slots[slot] = mapping.destination
        }
        if !rule.joins.isEmpty {
            let type = "\(rule.direction) \(rule.connectorObjectType.lowercased())"
            slots[Slot(connector: connector, objectType: type, attribute: join)] = join
        }
        return slots
    }
}
