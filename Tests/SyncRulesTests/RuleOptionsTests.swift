import Directory
import DirectorySchema
import Testing

@testable import SyncRules

@Suite("The options of standard rules")
struct RuleOptionsTests {
    private func options(_ settings: [String]) -> (RuleOptions, [String]) {
        RuleOptionSetting.apply(settings.compactMap { RuleOptionSetting($0) }, to: .standard)
    }

    private func rules(_ settings: [String], attributes: [AttributeName] = []) throws -> [SyncRule] {
        let (options, problems) = options(settings)
        #expect(problems.isEmpty, "\(problems)")
        return try VocabularyForest.rules(options, further: attributes).rules
    }

    private func flow(_ destination: AttributeName, of name: String, in rules: [SyncRule]) -> AttributeFlow? {
        rules.first { $0.name == name }?.flows.first { $0.destination == destination }
    }

    @Test("what is wrong comes all together")
    func mistakes() {
        let (_, problems) = options([
            "sourceAnchor=mail", "joining=sideways", "applications=Word", "extensions=computer.cn", "colour=red",
            "exchangeHybrid=maybe", "excludedAttributes=sourceAnchor",
        ])
        #expect(problems.count == 7, "\(problems)")
    }

    @Test(
        "what changes with a name, or may have several values, is no anchor",
        arguments: ["cn", "name", "distinguishedName"]
    )
    func renameable(_ name: String) throws {
        #expect(options(["sourceAnchor=\(name)"]).1.count == 1)
    }

    @Test("an attribute of several values is no anchor, and no rule is made for the forest")
    func severalValues() throws {
        let (options, problems) = options(["sourceAnchor=badges"])
        #expect(problems.isEmpty)
        let one = try VocabularyForest.rules(options, further: ["badges"])
        #expect(!one.rules.isEmpty)
        let several = try VocabularyForest.rules(options, further: ["badges"], severalValues: ["badges"])
        #expect(several.rules.isEmpty)
        #expect(several.decisions.first?.reason.contains("badges may have several values") == true)
    }

    @Test("extensions of attributes that the class has not bring no empty rule")
    func emptyExtensions() throws {
        let (options, _) = options(["extensions=user.nope"])
        let generated = try VocabularyForest.rules(options)
        #expect(!generated.rules.contains { $0.flows.isEmpty && $0.name.contains("Extension") })
        #expect(
            generated.decisions.contains { !$0.isPresent && $0.reason.contains("none of the chosen extensions: nope") }
        )
    }

    @Test("a rule that lost its tag to the standard one has changed and not gone")
    func retagged() throws {
        let generated = try VocabularyForest.rules(.standard)
        let edited = try #require(generated.rules.first)
        let own = SyncRule(
            identity: RuleIdentity(connector: edited.identity.connector, tag: "{own}"),
            name: edited.name,
            direction: edited.direction,
            sourceClass: edited.sourceClass,
            targetClass: edited.targetClass,
            link: edited.link,
            precedence: edited.precedence,
            synchronizesPasswords: edited.synchronizesPasswords,
            scope: edited.scope,
            joins: edited.joins,
            flows: edited.flows
        )
        let after = GeneratedRules(rules: [own] + generated.rules.dropFirst(), decisions: generated.decisions)
        let diff = RuleDiff(from: generated, to: after)
        #expect(diff.changes.map(\.action) == [.changes])
        #expect(diff.changes.first?.parts.map(\.name) == ["tag"])
    }

    @Test("options written as settings are read back as they were")
    func settings() {
        let (options, _) = options([
            "sourceAnchor=employeeID", "joining=attribute:employeeID", "userPrincipalName=mail", "exchangeHybrid=on",
            "applications=ExchangeOnline,Intune", "excludedAttributes=mobile", "extensions=group.info,user.division",
        ])
        let (again, problems) = RuleOptionSetting.apply(
            RuleOptionSetting.settings(of: options),
            to: RuleOptions(features: [])
        )
        #expect(again == options && problems.isEmpty)
    }

    @Test("options that cannot be together are refused together")
    func conflicts() {
        let (_, problems) = options([
            "exchangeHybrid=on", "applications=Intune", "excludedAttributes=userPrincipalName",
            "extensions=user.division,user.division",
        ])
        #expect(problems.count == 3, "\(problems)")
    }

    @Test(
        "the joining method decides how people of several forests are found",
        arguments: [
            ("joining=once", ["objectGUID = sourceAnchorBinary"]), ("joining=mail", ["mail = mail"]),
            ("joining=attribute:employeeID", ["employeeID = employeeID"]),
            (
                "joining=accountName",
                [
                    "sAMAccountName = accountName", "mailNickname = accountName", "sAMAccountName = mailNickname",
                    "mailNickname = mailNickname",
                ]
            ),
            (
                "joining=objectSid",
                [
                    "objectSid = objectSid", "msExchMasterAccountSid = objectSid", "objectSid = msExchMasterAccountSid",
                    "msRTCSIP-OriginatorSid = objectSid", "objectSid = msRTCSIP-OriginatorSid",
                ]
            ),
        ]
    )
    func joining(_ setting: String, _ joins: [String]) throws {
        let rules = try rules([setting], attributes: ["employeeID"])
        for name in ["In from AD - User Join", "Out to AD - InetOrgPerson Join"] {
            let rule = try #require(rules.first { $0.name == name })
            #expect(rule.joins.map { $0.map(\.description).joined(separator: " and ") } == joins)
        }
    }

    @Test("ms-DS-ConsistencyGuid as the anchor: joined by it first, its value where there is one, and written back")
    func consistencyGuid() throws {
        let rules = try rules(["sourceAnchor=mS-DS-ConsistencyGuid", "joining=once"])
        let join = try #require(rules.first { $0.name == "In from AD - User Join" })
        #expect(
            join.joins.map { $0.map(\.description) } == [
                ["mS-DS-ConsistencyGuid = sourceAnchorBinary"], ["objectGUID = sourceAnchorBinary"],
            ]
        )
        let anchor = try #require(flow("sourceAnchor", of: "In from AD - User Common", in: rules))
        #expect(FlowReferences.attributes(readBy: anchor.source).contains("mS-DS-ConsistencyGuid"))
        #expect(flow("sourceAnchorBinary", of: "In from AD - User Common", in: rules) != nil)
        #expect(
            flow("mS-DS-ConsistencyGuid", of: "Out to AD - User ImmutableId", in: rules)?.source
                == .direct("sourceAnchorBinary")
        )
        #expect(!(try self.rules([])).contains { $0.name == "Out to AD - User ImmutableId" })
    }

    @Test("another anchor and another sign-in name are read in the places of the usual ones")
    func names() throws {
        let rules = try rules(
            ["sourceAnchor=employeeID", "userPrincipalName=mail"],
            attributes: ["employeeID"]
        )
        let anchor = try #require(flow("sourceAnchor", of: "In from AD - User AccountEnabled", in: rules))
        let read = FlowReferences.attributes(readBy: anchor.source)
        #expect(read.contains("employeeID") && !read.contains("objectGUID"))
        #expect(anchor.listed == ["employeeID"])
        let name = try #require(flow("userPrincipalName", of: "In from AD - User AccountEnabled", in: rules))
        #expect(FlowReferences.attributes(readBy: name.source).contains("mail"))
        #expect(
            !rules.flatMap(\.flows).contains {
                $0.source.text.contains("{sourceAnchor}") || $0.source.text.contains("{user")
            }
        )
    }

    @Test("services and attributes that are left out are not exported")
    func filter() throws {
        let rules = try rules(["applications=ExchangeOnline,AzureRMS", "excludedAttributes=mobile"])
        #expect(rules.contains { $0.name == "Out to AAD - User ExchangeOnline" })
        #expect(!rules.contains { $0.name == "Out to AAD - User Intune" })
        #expect(rules.contains { $0.name == "Out to AAD - User Join" })
        let outward = rules.filter { $0.direction == .outbound && $0.identity.connector == .tenant }
        #expect(!outward.flatMap(\.flows).contains { $0.destination == "mobile" })
        #expect(flow("mobile", of: "In from AD - User Common", in: rules) != nil)
    }

    @Test("where nothing that people could be joined by is allowed, nothing is generated and the reason is said")
    func nothingToJoinBy() throws {
        let (options, problems) = options(["joining=attribute:employeeID"])
        #expect(problems.isEmpty)
        let generated = try VocabularyForest.rules(options)
        #expect(generated.rules.isEmpty)
        #expect(generated.decisions.first?.reason.contains("allows none of employeeID") == true)
    }

    @Test("directory extensions flow in and out under names of their own")
    func extensions() throws {
        let rules = try rules(["extensions=user.division,group.info"], attributes: ["division", "info"])
        let target = DirectoryExtension(objectClass: "user", attribute: "division").target
        #expect(flow(target, of: "In from AD - User DirectoryExtension", in: rules)?.source == .direct("division"))
        #expect(flow(target, of: "Out to AAD - User DirectoryExtension", in: rules)?.source == .direct(target))
        #expect(rules.contains { $0.name == "Out to AAD - Group DirectoryExtension" })
        #expect(!(try self.rules([])).contains { $0.name.contains("DirectoryExtension") })
    }

    @Test("write-back brings its rules, and goes with its option")
    func writeback() throws {
        let names = [
            "In from AAD - Group SOAInAAD", "Out to AD - Group SOAInAAD", "In from AAD - Device SOAInAAD",
            "Out to AD - Device SOAInAAD",
        ]
        let with = Set(try rules(["groupWriteback=on", "deviceWriteback=on"]).map(\.name))
        #expect(with.isSuperset(of: names))
        #expect(Set(try rules([]).map(\.name)).isDisjoint(with: names))
    }
}
