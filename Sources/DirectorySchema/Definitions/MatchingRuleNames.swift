import Directory

/// The names of the matching rules of RFC 4517 section 4.2 by their OIDs: some servers write one, some the other.
enum MatchingRuleNames {
    /// The name of a rule in lower case, whether it is written as a name or as an OID.
    static func canonical(_ text: String) -> String { ASCII.lowercased(names[text] ?? text) }

    private static let names: [String: String] = [
        "2.5.13.0": "objectIdentifierMatch", "2.5.13.1": "distinguishedNameMatch", "2.5.13.2": "caseIgnoreMatch",
        "2.5.13.3": "caseIgnoreOrderingMatch", "2.5.13.4": "caseIgnoreSubstringsMatch", "2.5.13.5": "caseExactMatch",
        "2.5.13.6": "caseExactOrderingMatch", "2.5.13.7": "caseExactSubstringsMatch", "2.5.13.8": "numericStringMatch",
        "2.5.13.9": "numericStringOrderingMatch", "2.5.13.10": "numericStringSubstringsMatch",
        "2.5.13.11": "caseIgnoreListMatch", "2.5.13.12": "caseIgnoreListSubstringsMatch", "2.5.13.13": "booleanMatch",
        "2.5.13.14": "integerMatch", "2.5.13.15": "integerOrderingMatch", "2.5.13.16": "bitStringMatch",
        "2.5.13.17": "octetStringMatch", "2.5.13.18": "octetStringOrderingMatch",
        "2.5.13.20": "telephoneNumberMatch", "2.5.13.21": "telephoneNumberSubstringsMatch",
        "2.5.13.23": "uniqueMemberMatch", "2.5.13.27": "generalizedTimeMatch",
        "2.5.13.28": "generalizedTimeOrderingMatch", "2.5.13.29": "integerFirstComponentMatch",
        "2.5.13.30": "objectIdentifierFirstComponentMatch", "2.5.13.31": "directoryStringFirstComponentMatch",
        "2.5.13.32": "wordMatch", "2.5.13.33": "keywordMatch",
        "1.3.6.1.4.1.1466.109.114.1": "caseExactIA5Match", "1.3.6.1.4.1.1466.109.114.2": "caseIgnoreIA5Match",
        "1.3.6.1.4.1.1466.109.114.3": "caseIgnoreIA5SubstringsMatch",
    ]
}
