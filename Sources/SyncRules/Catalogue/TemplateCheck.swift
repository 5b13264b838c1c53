import Diagnostics
import Directory
import SyncExpressions

/// Looks through a template for what no schema could make right: names that nothing has, a destination written twice,
/// an expression that cannot be compiled.
struct TemplateCheck {
    private let vocabulary: CatalogueVocabulary?
    /// What is wrong with expressions that were looked at already: the same few texts stand in hundreds of flows.
    private var expressions: [String: String?] = [:]

    init(_ vocabulary: CatalogueVocabulary?) { self.vocabulary = vocabulary }

    /// What is wrong, each with the code and the flow that it is about; nothing of a flow means the rule as a whole.
    mutating func problems(of template: RuleTemplate) -> [(code: DiagnosticCode, message: String, flow: Int?)] {
        var found: [(code: DiagnosticCode, message: String, flow: Int?)] = []
        func unknown(_ names: [AttributeName], on side: CatalogueVocabulary.Side, of name: AttributeName, at flow: Int?)
        {
            for attribute in names where !attribute.spelling.hasPrefix("{") {
                guard let vocabulary, !vocabulary.has(attribute, of: name, in: side) else { continue }
                found.append(("CAT021", "class \(name) of the \(side.rawValue) has no attribute \(attribute)", flow))
            }
        }
        let connector: CatalogueVocabulary.Side = template.connector == .forest ? .forest : .tenant
        let isInbound = template.direction == .inbound
        let (from, to) = isInbound ? (connector, .metaverse) : (.metaverse, connector)
        unknown(template.scope.joined().map(\.attribute), on: from, of: template.sourceClass, at: nil)
        if case .clauses(let groups) = template.joins {
            unknown(groups.joined().map(\.connectorAttribute), on: connector, of: template.connectorClass, at: nil)
            let metaverse = isInbound ? template.targetClass : template.sourceClass
            unknown(groups.joined().map(\.metaverseAttribute), on: .metaverse, of: metaverse, at: nil)
        }
        var destinations: Set<String> = []
        for (number, flow) in template.flows.enumerated() {
            let written = "\(flow.flow.destination.folded) \(flow.anchor ?? "")"
            if !destinations.insert(written).inserted {
                found.append(("CAT022", "\(flow.flow.destination) is written twice", number))
            }
            unknown([flow.flow.destination], on: to, of: template.targetClass, at: number)
            let reads = flow.reads + (flow.flow.listed ?? [])
            unknown(reads, on: from, of: template.sourceClass, at: number)
            // The usual attribute will do where an option names one.
            let usual = OptionPlaces.filled(flow.flow, with: RuleOptions(features: []))
            if case .expression(let text) = usual.source, let problem = problem(of: text) {
                found.append(("CAT023", "the expression for \(flow.flow.destination): \(problem)", number))
            }
        }
        return found
    }

    private mutating func problem(of text: String) -> String? {
        if let known = expressions[text] { return known }
        let compilation = ExpressionProgram.compile(SourceText(name: "expression", text: text))
        let problem = compilation.diagnostics.first.map { $0.message }
        expressions.updateValue(problem, forKey: text)
        return problem
    }
}
