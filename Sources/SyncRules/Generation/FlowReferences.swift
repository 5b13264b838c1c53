import Diagnostics
public import Directory
import SyncExpressions

/// What a flow reads.
public enum FlowReferences {
    /// The attributes that a source reads, quoted names inside functions included, each once in order of appearance.
    public static func attributes(readBy source: AttributeFlow.Source) -> [AttributeName] {
        switch source {
        case .direct(let attribute): [attribute]
        case .constant, .unsupported(_, nil): []
        case .expression(let text), .unsupported(_, let text?):
            ExpressionReferences.attributes(in: SourceText(name: "expression", text: text))
        }
    }

    /// The attributes of which a source can hand values on; those that it only looks at to decide are not among them.
    public static func attributes(carriedBy source: AttributeFlow.Source) -> [AttributeName] {
        switch source {
        case .direct(let attribute): [attribute]
        case .constant, .unsupported(_, nil): []
        case .expression(let text), .unsupported(_, let text?):
            ExpressionReferences.carried(in: SourceText(name: "expression", text: text))
        }
    }
}
