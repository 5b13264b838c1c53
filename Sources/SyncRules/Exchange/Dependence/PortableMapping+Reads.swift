import Diagnostics
import Directory
import SyncExpressions

extension PortableMapping {
    /// Everything that it depends on, each once in order: the listed sources, attributes in the expression, and names in
    /// quotes that functions take.
    public var reads: [String] {
        var names: [AttributeName] = []
        for source in sources.map({ AttributeName($0) }) where !names.contains(source) { names.append(source) }
        if let expression {
            for name in ExpressionReferences.attributes(in: SourceText(name: "expression", text: expression))
            where !names.contains(name) { names.append(name) }
        }
        return names.map(\.spelling)
    }
}
