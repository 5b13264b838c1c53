import Directory
import SyncRules

/// What the rules of a set say of the class of the metaverse object behind their objects.
///
/// A metaverse object never changes its class (entra-connect.md 4.1): where rules do not name one class, it is the one that
/// the object has, and rules for another class are not for it.
enum LinkedClass: Equatable {
    /// No rule links.
    case none
    /// All rules are for one class.
    case one(AttributeName)
    /// They are for several, or for any.
    case unclear

    /// Looks at the rules that an object is in scope of.
    init(of inScope: [Int], _ rules: [CompiledRule]) {
        let linking = inScope.filter { Self.links(rules[$0]) }
        guard let first = linking.first else {
            self = .none
            return
        }
        let classes = inScope.compactMap { rules[$0].metaverseClass }
        guard let known = rules[first].metaverseClass, classes.allSatisfy({ $0 == known }),
            linking.allSatisfy({ rules[$0].metaverseClass != nil })
        else {
            self = .unclear
            return
        }
        self = .one(known)
    }

    /// Whether a rule keeps an object linked.
    static func links(_ rule: CompiledRule) -> Bool { rule.rule.link != .join || !rule.joins.isEmpty }
}
