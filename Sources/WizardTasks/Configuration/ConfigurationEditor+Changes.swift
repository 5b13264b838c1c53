import SyncRules

extension ConfigurationEditor {
    /// Makes the file say what the second configuration says, touching nothing that both say alike.
    mutating func change(from old: WorkspaceConfiguration, to new: WorkspaceConfiguration) throws(TaskError) {
        if old.isStaging != new.isStaging { try set("staging", to: new.isStaging ? "true" : "false") }
        if old.deletionLimit != new.deletionLimit { try set("deletionGuard", to: String(new.deletionLimit)) }
        if old.options != new.options { try change(old.options, new.options) }
        if old.signIn != new.signIn { try change(old.signIn, new.signIn) }
        if old.hasPasswordWriteback != new.hasPasswordWriteback {
            try put("passwordWriteback", .scalar(new.hasPasswordWriteback ? "true" : "false"))
        }
        for forest in new.forests {
            guard let before = old.forests.first(where: { $0.connector == forest.connector }) else {
                try add(forest)
                continue
            }
            try change(before, forest)
        }
    }

    private mutating func change(_ old: RuleOptions, _ new: RuleOptions) throws(TaskError) {
        let before = Dictionary(RuleOptionSetting.settings(of: old).map { ($0.key, $0.value) }) { $1 }
        let after = Dictionary(RuleOptionSetting.settings(of: new).map { ($0.key, $0.value) }) { $1 }
        if after.isEmpty { return try put("options", .scalar("{}")) }
        if optionsAreAList {
            let lines = RuleOptionSetting.settings(of: new).map { "\($0.key): \(Self.scalar($0.value))" }
            return try put("options", .block(lines))
        }
        for key in Set(before.keys).union(after.keys).sorted() where before[key] != after[key] {
            try put(key, after[key].map { .scalar(Self.scalar($0)) }, below: "options")
        }
    }

    private mutating func change(_ old: SignInConfiguration, _ new: SignInConfiguration) throws(TaskError) {
        if old.method != new.method { try put("method", .scalar(new.method.rawValue), below: "signIn") }
        if old.hasSeamlessSSO != new.hasSeamlessSSO {
            try put("seamlessSSO", .scalar(new.hasSeamlessSSO ? "true" : "false"), below: "signIn")
        }
        if old.federationService != new.federationService {
            try put(
                "federationService",
                new.federationService.map { .scalar(Self.scalar($0)) },
                below: "signIn"
            )
        }
    }

    private mutating func change(_ old: ForestConfiguration, _ new: ForestConfiguration) throws(TaskError) {
        let name = old.name
        if old.groupFilter != new.groupFilter {
            try put("groupFilter", new.groupFilter.map { .scalar(Self.scalar($0)) }, inForest: name)
        }
        if old.filter.includesNew != new.filter.includesNew {
            try put("newContainers", .scalar(new.filter.includesNew ? "read" : "skip"), inForest: name)
        }
        if old.filter.containers != new.filter.containers {
            let lines = new.filter.containers.flatMap { one in
                ["- dn: \(Self.scalar(one.dn))"] + (one.id.map { ["  id: \($0)"] } ?? [])
                    + ["  read: \(one.isRead ? "true" : "false")"]
            }
            try put("containers", lines.isEmpty ? nil : .block(lines), inForest: name)
        }
        guard old.excludedDomains != new.excludedDomains else { return }
        let lines = new.excludedDomains.map { "- \(Self.scalar($0))" }
        try put("excludeDomains", lines.isEmpty ? nil : .block(lines), inForest: name)
    }
}
