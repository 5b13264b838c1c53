import Directory

/// A template with the options that were chosen filled in, and what its flows read looked up: done once, however many
/// forests follow.
struct FittedTemplate: Sendable {
    struct Flow: Sendable {
        let flow: AttributeFlow
        /// The attributes of the connector's side that it needs: what it reads inbound, what it writes outbound.
        let needs: [AttributeName]
        let isKept: Bool
    }

    let template: RuleTemplate
    let joins: [[JoinClause]]
    let flows: [Flow]

    init(_ template: RuleTemplate, _ options: RuleOptions) {
        self.template = template
        switch template.joins {
        case .clauses(let groups): joins = groups
        case .joiningMethod: joins = options.joining.joins(anchor: options.sourceAnchor)
        }
        let excluded = Set(
            template.connector == .tenant && template.direction == .outbound ? options.excludedAttributes : []
        )
        var flows: [Flow] = []
        for one in template.flows where one.anchor == nil || one.anchor == options.sourceAnchor.word {
            guard !excluded.contains(one.flow.destination) else { continue }
            let flow = one.isOpen ? OptionPlaces.filled(one.flow, with: options) : one.flow
            let reads = one.isOpen ? FlowReferences.attributes(readBy: flow.source) : one.reads
            flows.append(Self.flow(flow, reads, isKept: one.isKept, template))
        }
        for one in options.extensions where template.carriesExtensions && Self.carries(one, template) {
            let from = template.direction == .inbound ? one.attribute : one.target
            let flow = AttributeFlow(destination: one.target, source: .direct(from))
            flows.append(Self.flow(flow, [from], isKept: false, template))
        }
        self.flows = flows
    }

    /// Whether it would carry directory extensions and there is none.
    var isEmpty: Bool { template.carriesExtensions && flows.isEmpty }

    private static func carries(_ one: DirectoryExtension, _ template: RuleTemplate) -> Bool {
        one.objectClass == template.connectorClass
    }

    private static func flow(
        _ flow: AttributeFlow,
        _ reads: [AttributeName],
        isKept: Bool,
        _ template: RuleTemplate
    ) -> Flow {
        // A tenant takes what it is sent; what it gives is not looked at before rules run.
        let needs: [AttributeName] =
            template.connector == .tenant
            ? []
            : template.direction == .inbound ? reads : [flow.destination]
        return Flow(flow: flow, needs: needs, isKept: isKept)
    }
}
