import Directory
import SyncRules

/// The standing of what each object gives of the attributes that are joined by: of several objects behind one metaverse object
/// it says whose value the metaverse has.
///
/// Two bytes of each object and attribute.
struct JoinStandings {
    private struct Rank: Hashable {
        let precedence: Int
        /// The place of the connector: of rules with one precedence the first connector's counts.
        let place: Int
    }

    /// The places of the attributes of which one object's value wins; where values come together, all count.
    private let attributes: [AttributeID: Int]
    private let places: [ConnectorID: Int]
    private let ranks: [Rank: Int]
    /// For each object and attribute the rank of its flow plus one; zero where it gives nothing.
    private var standings = NarrowNumbers<UInt16>()

    /// Prepares for the rules of these connectors, in their order.
    init(_ attributes: Set<AttributeID>, _ rules: [ConnectorID: [CompiledRule]], _ connectors: [ConnectorID]) {
        let merged = Set(rules.values.joined().flatMap(\.flows).filter { $0.merge != .update }.map(\.destination))
        let won = attributes.subtracting(merged).sorted()
        self.attributes = Dictionary(won.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        let places = Dictionary(connectors.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        let all = rules.flatMap { connector, rules in
            rules.map { Rank(precedence: $0.rule.precedence, place: places[connector] ?? connectors.count) }
        }
        let sorted = Set(all).sorted { ($0.precedence, $0.place) < ($1.precedence, $1.place) }
        ranks = Dictionary(sorted.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        self.places = places
    }

    /// Notes what the next object gives.
    mutating func append(_ offers: [JoinOffer], in connector: ConnectorID) {
        var own = Array(repeating: 0, count: attributes.count)
        for offer in offers {
            guard let place = attributes[offer.attribute], own[place] == 0 else { continue }
            let rank = Rank(precedence: offer.rule.rule.precedence, place: places[connector] ?? places.count)
            own[place] = (ranks[rank] ?? ranks.count) + 1
        }
        for standing in own { standings.append(standing) }
    }

    /// The object whose value of an attribute counts among some; nothing where the values of all of them do.
    func winner(of attribute: AttributeID, among objects: [Int]) -> Int? {
        guard let place = attributes[attribute] else { return nil }
        func standing(_ object: Int) -> Int { standings[object * attributes.count + place] }
        return objects.filter { standing($0) > 0 }.min { standing($0) < standing($1) }
    }
}
