/// All functions that the rule language has here, and the names of those that it does not have yet.
public enum FunctionLibrary {
    /// The functions, ascending by name.
    public static let functions: [FunctionDefinition] =
        (TextFunctions.all + ConversionFunctions.all + TestFunctions.all + ValueFunctions.all + NumberFunctions.all
        + DateFunctions.all + NameFunctions.all).sorted { $0.name < $1.name }

    /// Functions that the compiler treats itself, since they choose what is evaluated or take names: name and arity.
    static let special: [String: ClosedRange<Int>] = [
        "IIF": 3...3, "Switch": 2...64, "Error": 1...1, "ImportedValue": 1...1, "ValueCount": 1...1,
    ]

    /// Functions whose first argument is the quoted name of an attribute.
    static let takesAttributeName: Set<String> = ["ImportedValue", "ValueCount"]

    /// Functions of the product that are not here yet; using one is reported when a rule is checked.
    public static let unsupported: Set<String> = [
        "CBin", "Thumbprint", "Select", "Where", "With", "DateAdd", "CDate", "CGuid", "ConvertFromBase64",
        "ConvertFromUTF8Hex", "DNComponentRev", "EscapeDNComponent", "Guid", "IsCert", "IsDate", "IsGuid",
        "NumFromDate", "RandomNum", "CertExtensionOids", "CertFormat", "CertFriendlyName", "CertHashString",
        "CertIssuer", "CertIssuerDN", "CertIssuerOid", "CertKeyAlgorithm", "CertKeyAlgorithmParams", "CertNameInfo",
        "CertNotAfter", "CertNotBefore", "CertPublicKeyOid", "CertPublicKeyParametersOid", "CertSerialNumber",
        "CertSignatureAlgorithmOid", "CertSubject", "CertSubjectNameDN", "CertSubjectNameOid", "CertThumbprint",
        "CertVersion", "ReplaceChars",
    ]

    static let byName = Dictionary(functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// Every name that the language knows, for suggestions.
    static let allNames: [String] = (functions.map(\.name) + special.keys + unsupported).sorted()
}
