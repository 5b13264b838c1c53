import Directory

/// Reads options out of parameters, and keeps account of what it does not understand.
struct ServerOptionsReader {
    private(set) var options = ServerOptions()
    private(set) var problems: [ExchangeProblem] = []
    private let parameters: [String: String]

    /// The ways of matching that are known; the wizard has more, and their words are not documented.
    private static let joinCriteria = ["alwaysprovision", "objectsid"]

    init(_ parameters: [String: String]) { self.parameters = parameters }

    mutating func readServer() {
        options.isStaging = flag("Microsoft.Synchronize.StagingMode")
        options.sourceAnchor = attribute("Microsoft.SynchronizationOption.AnchorAttribute")
        options.userPrincipalName = attribute("Microsoft.SynchronizationOption.UPNAttribute")
        options.joinCriteria = joinCriteria("Microsoft.SynchronizationOption.JoinCriteria")
        options.customJoinAttribute = attribute("Microsoft.SynchronizationOption.CustomAttribute")
        options.signInMethod = text("Microsoft.UserSignIn.SignOnMethod")
        options.hasSingleSignOn = flag("Microsoft.UserSignIn.DesktopSsoEnabled")
        for feature in ServerFeature.allCases {
            switch flag(feature.key) {
            case true?: options.featuresOn.append(feature)
            case false?: options.featuresOff.append(feature)
            case nil: continue
            }
        }
        for feature in [ServerFeature.deviceWriteBack, .groupWriteBack, .userWriteBack] {
            let (forest, container) = (
                text("Microsoft.\(feature.rawValue).Forest"), text("Microsoft.\(feature.rawValue).Container")
            )
            guard forest != nil || container != nil else { continue }
            options.writebackTargets.append(WritebackTarget(feature: feature, forest: forest, container: container))
        }
        options.stopsDeletions = flag("Microsoft.OptionalFeature.ExportDeletionThreshold")
        options.deletionThreshold = number("Microsoft.OptionalFeature.ExportDeletionThresholdValue")
        options.extensions = list(
            "Microsoft.OptionalFeature.DirectoryExtensionAttributes",
            "attribute.class.type.True",
            ServerExtension.init
        )
        options.extensionNames = list(
            "Microsoft.DirectoryExtension.SourceTargetAttributesMap",
            "attribute.name",
            ServerExtensionName.init
        )
        options.filteredApplications = text("Microsoft.AADFilter.ApplicationList")
        options.excludedAttributes = text("Microsoft.AADFilter.AttributeExclusionList")
        options.serverVersion = text("Microsoft.Synchronize.ServerConfigurationVersion")
        for key in parameters.keys.sorted() where ServerParameter.known(key) == nil {
            report(.note, "unknownParameter", "The parameter \(key) is not known; nothing follows from its value.")
        }
    }

    mutating func read(_ connector: ExportedConnector) {
        let group = connector.parameters["Connector.GroupFilteringGroupDn"].flatMap(Self.filled)
        if let group, DistinguishedName(group) == nil {
            report(
                .warning,
                "unknownValue",
                "The value \(group) of Connector.GroupFilteringGroupDn is no distinguished name; it was left out.",
                file: connector.name
            )
        }
        options.forests.append(
            ForestOptions(
                connector: ConnectorID(connector.identifier),
                forest: connector.forest,
                filteringGroup: group.flatMap { DistinguishedName($0) == nil ? nil : $0 },
                synchronizesPasswordHashes: connector.settings["password-hash-sync-config/enabled"]
                    .flatMap { ServerOptions.flag($0) }
            )
        )
    }

    private func text(_ key: String) -> String? { parameters[key].flatMap(Self.filled) }

    private mutating func flag(_ key: String) -> Bool? {
        guard let text = text(key) else { return nil }
        let flag = ServerOptions.flag(text)
        if flag == nil { reportValue(text, key, "neither True nor False") }
        return flag
    }

    private mutating func number(_ key: String) -> Int? {
        guard let text = text(key) else { return nil }
        let number = Int(text).flatMap { $0 >= 0 ? $0 : nil }
        if number == nil { reportValue(text, key, "no whole number of 0 or more") }
        return number
    }

    private mutating func attribute(_ key: String) -> AttributeName? {
        guard let name = text(key).map({ AttributeName($0) }) else { return nil }
        if !name.isValid { reportValue(name.spelling, key, "no name of an attribute") }
        return name.isValid ? name : nil
    }

    private mutating func joinCriteria(_ key: String) -> String? {
        guard let word = text(key) else { return nil }
        if !Self.joinCriteria.contains(ASCII.lowercased(word)) {
            report(.note, "unknownWord", "The value \(word) of \(key) is not known; it was taken as it is.")
        }
        return word
    }

    private mutating func list<Element>(
        _ key: String,
        _ form: String,
        _ make: (String) -> Element?
    ) -> [Element] {
        var elements: [Element] = []
        for part in (text(key) ?? "").split(separator: ",") {
            let part = ExchangeText.trimmed(String(part))
            guard !part.isEmpty else { continue }
            if let element = make(part) {
                elements.append(element)
            } else {
                reportValue(part, key, "not of the form \(form)")
            }
        }
        return elements
    }

    private mutating func reportValue(_ value: String, _ key: String, _ what: String) {
        report(.warning, "unknownValue", "The value \(value) of \(key) is \(what); it was left out.")
    }

    private mutating func report(
        _ severity: ExchangeProblem.Severity,
        _ code: String,
        _ sentence: String,
        file: String = "GlobalSettings"
    ) {
        problems.append(ExchangeProblem(severity, code, file: file, sentence))
    }

    /// A text without blanks at its ends; an empty one says nothing.
    private static func filled(_ text: String) -> String? {
        let text = ExchangeText.trimmed(text)
        return text.isEmpty ? nil : text
    }
}
