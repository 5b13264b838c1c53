import Directory

/// The places that the catalogue leaves open for attributes that options name: `{sourceAnchor}`, `{userPrincipalName}`.
enum OptionPlaces {
    /// The flow with its open places filled.
    static func filled(_ flow: AttributeFlow, with options: RuleOptions) -> AttributeFlow {
        let source: AttributeFlow.Source =
            switch flow.source {
            case .direct(let name): .direct(filled(name, options))
            case .constant: flow.source
            case .expression(let text): .expression(filled(text, options))
            case .unsupported(let reason, let text): .unsupported(reason, expression: text.map { filled($0, options) })
            }
        return AttributeFlow(
            destination: flow.destination,
            source: source,
            merge: flow.merge,
            isOnce: flow.isOnce,
            listed: flow.listed.map { $0.map { filled($0, options) } }
        )
    }

    private static func filled(_ name: AttributeName, _ options: RuleOptions) -> AttributeName {
        name.spelling.utf8.first == UInt8(ascii: "{") ? AttributeName(filled(name.spelling, options)) : name
    }

    private static func filled(_ text: String, _ options: RuleOptions) -> String {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
        return text.replacing("{sourceAnchor}", with: options.sourceAnchor.attribute.spelling)
            .replacing("{userPrincipalName}", with: options.principalName.spelling)
    }
}
