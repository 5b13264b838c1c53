import Directory

extension RuleOptions {
    /// The options of a server, as far as rules depend on them, with a sentence for each that is not understood.
    ///
    /// `AlwaysProvision` and `ObjectSID` are words that exported configurations have; the others follow their pattern.
    public static func read(_ server: ServerOptions) -> (options: RuleOptions, problems: [String]) {
        var options = RuleOptions(features: [])
        var problems: [String] = []
        let features: [(ServerFeature, String)] = [
            (.deviceWriteUp, "deviceWriteUp"), (.hybridExchange, "exchangeHybrid"),
            (.deviceWriteBack, "deviceWriteback"), (.groupWriteBack, "groupWriteback"),
        ]
        options.features = features.filter { server.isOn($0.0) == true }.map(\.1)
        if let anchor = server.sourceAnchor { options.sourceAnchor = SourceAnchor(anchor) }
        if let name = server.userPrincipalName { options.principalName = name }
        switch (server.joinCriteria?.lowercased(), server.customJoinAttribute) {
        case (nil, nil), ("alwaysprovision", _): options.joining = .once
        case ("objectsid", _): options.joining = .objectSid
        case ("mail", _): options.joining = .mail
        case ("samaccountname", _): options.joining = .accountName
        case (_, let attribute?): options.joining = .attribute(attribute)
        case (let word?, nil):
            problems.append("The joining method \(word) is not known; rules are made for people who are in one forest.")
            options.joining = .once
        }
        if server.isOn(.directoryExtension) == true {
            let names = Dictionary(
                server.extensionNames.map { ($0.attribute, $0.target) },
                uniquingKeysWith: { first, _ in first }
            )
            options.extensions = server.extensions.filter(\.isEnabled).map {
                DirectoryExtension(
                    objectClass: AttributeName($0.objectClass.lowercased()),
                    attribute: $0.attribute,
                    target: names[$0.attribute]
                )
            }
        }
        if server.isOn(.filterAAD) == true {
            let separators: (Character) -> Bool = { $0 == "," || $0 == ";" || $0.isWhitespace }
            options.excludedAttributes = (server.excludedAttributes ?? "").split(whereSeparator: separators)
                .map { AttributeName(String($0)) }
            let chosen = (server.filteredApplications ?? "").split(whereSeparator: separators).map(String.init)
            let known = Set(CloudApplication.all.map { $0.name.lowercased() })
            if chosen.allSatisfy({ known.contains($0.lowercased()) }) {
                options.applications = chosen.isEmpty ? nil : chosen
            } else {
                problems.append(
                    "The applications \(chosen.joined(separator: ", ")) are not all known; none is left out."
                )
            }
        }
        return (options, problems)
    }
}
