import SyncExpressions
import Yams

extension ConfigurationReader {
    /// The switches of `semantics:`; one that is not named keeps its standard reading.
    mutating func semantics(_ node: Node) -> RuleSemantics {
        var semantics = RuleSemantics.standard
        let known = RuleSemantics.switches.map(\.name)
        check(node, known)
        for one in RuleSemantics.switches {
            if let value = flag(node, one.name) { semantics[keyPath: one.path] = value }
        }
        return semantics
    }
}
