import Directory
import SyncRules

extension PortableRule {
    /// A standard rule as the product's forms write it; what cannot be computed is written as its reason.
    init(_ rule: SyncRule) {
        self.init(
            name: rule.name,
            direction: rule.direction == .inbound ? .inbound : .outbound,
            connector: rule.identity.connector.text,
            sourceObjectType: rule.sourceClass.spelling,
            targetObjectType: rule.targetClass.spelling,
            link: Self.link(rule.link),
            precedence: rule.precedence
        )
        identifier = DerivedGUID.text(of: "\(rule.identity.connector.text) \(rule.identity.tag)")
        internalIdentifier = identifier
        immutableTag = rule.identity.tag
        synchronizesPasswords = rule.synchronizesPasswords
        scope = rule.scope.map { group in
            group.map { Scope(attribute: $0.attribute.spelling, comparison: $0.comparison, value: $0.value) }
        }
        joins = rule.joins.map { group in
            group.map {
                Join(
                    connectorAttribute: $0.connectorAttribute.spelling,
                    metaverseAttribute: $0.metaverseAttribute.spelling,
                    isCaseSensitive: $0.isCaseSensitive
                )
            }
        }
        mappings = rule.flows.map(Self.mapping)
    }

    private static func link(_ link: LinkType) -> Link {
        switch link {
        case .provision: .provision
        case .join: .join
        case .stickyJoin: .stickyJoin
        }
    }

    private static func mapping(_ flow: AttributeFlow) -> PortableMapping {
        let merge: PortableMapping.Merge =
            switch flow.merge {
            case .update: .update
            case .merge: .merge
            case .mergeCaseInsensitive: .mergeCaseInsensitive
            }
        var mapping = PortableMapping(destination: flow.destination.spelling, merge: merge, isOnce: flow.isOnce)
        switch flow.source {
        case .direct(let attribute): mapping.sources = [attribute.spelling]
        case .constant(let text): mapping.constant = text
        case .expression(let text):
            mapping.expression = text
        case .unsupported(let reason, let text):
            if let text { mapping.expression = text } else { mapping.constant = "(not supported: \(reason))" }
        }
        if mapping.kind == .expression {
            // The product lists one or two of what an expression reads.
            mapping.sources = flow.listed?.map(\.spelling) ?? Array(mapping.reads.prefix(1))
        }
        return mapping
    }
}
