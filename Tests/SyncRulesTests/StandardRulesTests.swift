import Directory
import DirectorySchema
import Testing

@testable import SyncRules

/// What is known of the rules that the product made of other schemas and options than those of the catalogue's origin.
@Suite("Standard rules of known configurations")
struct StandardRulesTests {
    private static let later: Set<AttributeName> = [
        "msExchAuditAdmin", "msExchAuditDelegate", "msExchAuditDelegateAdmin", "msExchAuditOwner", "msExchBypassAudit",
        "msExchExtensionCustomAttribute1", "msExchExtensionCustomAttribute2", "msExchExtensionCustomAttribute3",
        "msExchExtensionCustomAttribute4", "msExchExtensionCustomAttribute5", "msExchLitigationHoldDate",
        "msExchLitigationHoldOwner", "msExchMailboxAuditEnable", "msExchMailboxAuditLogAgeLimit",
        "msExchRemoteRecipientType", "msExchTeamMailboxExpiration", "msExchTeamMailboxOwners",
        "msExchTeamMailboxSharePointLinkedBy", "msExchTeamMailboxSharePointUrl", "msExchUsageLocation",
        "msOrg-IsOrganizational",
    ]

    private static let exchange: Set<AttributeName> = [
        "authOrig", "dLMemRejectPerms", "dLMemSubmitPerms", "hideDLMembership", "mailNickname", "oOFReplyToOriginator",
        "publicDelegates", "reportToOriginator", "reportToOwner", "targetAddress", "telephoneAssistant", "unauthOrig",
    ]

    private static let keys: Set<AttributeName> = ["msDS-KeyCredentialLink"]

    private static func isExchange(_ name: AttributeName) -> Bool {
        exchange.contains(name) || later.contains(name) || name.folded.hasPrefix("extensionattribute")
            || name.folded.hasPrefix("msexch") && name != "msExchAssistantName"
    }

    private static func isLync(_ name: AttributeName) -> Bool { name.folded.hasPrefix("msrtcsip-") }

    private func rules(
        withoutClasses: Set<AttributeName> = [],
        without isLeftOut: (AttributeName) -> Bool
    ) throws -> GeneratedRules {
        let options = RuleOptions(features: ["deviceWriteUp", "exchangeHybrid"])
        return try VocabularyForest.rules(options, withoutClasses: withoutClasses, without: isLeftOut)
    }

    private func number(of name: String, in generated: GeneratedRules) -> Int? {
        generated.rules.first { $0.name == name }?.precedence
    }

    @Test("Windows Server 2012 R2 with Exchange 2007 and Lync: 62 rules, 1200 flows, numbered densely")
    func whole() throws {
        let generated = try rules { Self.later.contains($0) || Self.keys.contains($0) }
        #expect(generated.rules.map(\.precedence) == Array(100...161))
        #expect(generated.rules.map(\.flows.count).reduce(0, +) == 1200)
        #expect(number(of: "In from AAD - User Join", in: generated) == 119)
        #expect(number(of: "Out to AAD - User Join", in: generated) == 123)
    }

    @Test("without Exchange and Lync the first rule of the tenant stands at 111; without Lync the first outward at 120")
    func absentFeatures() throws {
        let plain = try rules { Self.isExchange($0) || Self.isLync($0) || Self.keys.contains($0) }
        #expect(number(of: "In from AAD - User Join", in: plain) == 111)
        let exchange = try rules { Self.later.contains($0) || Self.isLync($0) || Self.keys.contains($0) }
        #expect(number(of: "Out to AAD - User Join", in: exchange) == 120)
        for generated in [plain, exchange] {
            #expect(generated.rules.map(\.precedence) == Array(100..<100 + generated.rules.count))
        }
    }

    @Test("a later Exchange schema brings flows to the rules that are there: groups 50, users 20 more")
    func laterExchange() throws {
        let before = try rules { Self.later.contains($0) }
        let after = try rules { _ in false }
        func flows(_ name: String, _ generated: GeneratedRules) -> Int? {
            generated.rules.first { $0.name == name }?.flows.count
        }
        #expect(flows("In from AD - Group Exchange", before) == 42)
        #expect(flows("In from AD - Group Exchange", after) == 50)
        #expect(flows("In from AD - User Exchange", before) == 59)
        #expect(flows("In from AD - User Exchange", after) == 79)
        #expect(before.rules.map(\.name) == after.rules.map(\.name))
    }

    @Test("an Exchange schema older than all of it gives the part of the flows whose attributes exist")
    func olderExchange() throws {
        let generated = try rules { Self.isExchange($0) && $0 != "mailNickname" && $0 != "extensionAttribute1" }
        let rule = try #require(generated.rules.first { $0.name == "In from AD - User Exchange" })
        let destinations = Set(rule.flows.map(\.destination))
        #expect(destinations.isSuperset(of: ["mailNickname", "extensionAttribute1", "legacyExchangeDN"]))
        #expect(!destinations.contains("extensionAttribute2") && !destinations.contains("msExchMailboxGuid"))
    }

    @Test("the schema of Windows Server 2008 R2 has no devices, that of 2016 a place for keys")
    func levels() throws {
        let old = try rules(withoutClasses: ["msDS-Device"]) { Self.keys.contains($0) }
        #expect(number(of: "In from AD - Device Common", in: old) == nil)
        #expect(number(of: "Out to AD - User NGCKey", in: old) == nil)
        let new = try rules { _ in false }
        #expect(number(of: "In from AD - Device Common", in: new) != nil)
        #expect(number(of: "Out to AD - User NGCKey", in: new) != nil)
    }

    @Test("flows that other rules need stay with a null, and the decision says so")
    func kept() throws {
        let plain = try rules { Self.isExchange($0) || Self.isLync($0) }
        let decision = try #require(plain.decisions.first { $0.name == "In from AD - User Common" })
        let kept = Set(decision.kept?.map { "\($0.part) \($0.missing)" } ?? [])
        #expect(kept.isSuperset(of: ["sourceAnchor msExchRecipientTypeDetails"]), "\(kept)")
    }

    @Test(
        "without a user, or without what tells users apart, nothing is generated and the reason is said",
        arguments: [
            (["user"], [], "the schema of corp.example has no class user"),
            ([], ["objectGUID"], "class user of corp.example does not allow objectGUID"),
        ] as [(Set<AttributeName>, Set<AttributeName>, String)]
    )
    func unusable(_ classes: Set<AttributeName>, _ attributes: Set<AttributeName>, _ reason: String) throws {
        let generated = try rules(withoutClasses: classes) { attributes.contains($0) }
        #expect(generated.rules.isEmpty)
        let decisions = generated.decisions.filter { $0.identity.connector != .tenant }
        #expect(
            decisions.allSatisfy { !$0.isPresent && $0.reason.hasPrefix(reason) },
            "\(decisions.first?.reason ?? "")"
        )
    }
}
