import Directory
import SyncExpressions
import Testing

@Suite("Functions")
struct FunctionExampleTests {
    @Test("every example gives what it says", arguments: FunctionLibrary.functions.map(\.name))
    func examples(_ name: String) throws {
        let function = try #require(FunctionLibrary.function(named: name))
        #expect(function.examples.isEmpty == (function.unsupported != nil), "\(name) has no example")
        for example in function.examples {
            let attributes = Dictionary(
                uniqueKeysWithValues: example.attributes.map { (AttributeName($0.key), $0.value) }
            )
            #expect(TestContext.result(example.expression, attributes) == example.result, "\(example.expression)")
            #expect(example.expression.contains(name), "\(example.expression) does not show \(name)")
        }
        #expect(function.signature.contains(" " + name + "("))
        #expect(function.summary.hasSuffix("."))
        #expect(function.edges.allSatisfy { $0.hasSuffix(".") }, "\(function.edges)")
    }

    @Test("names are unique whatever their case, and every function of the product is there")
    func names() {
        let names = FunctionLibrary.functions.map(\.name)
        #expect(Set(names.map { $0.lowercased() }).count == names.count)
        let wanted = """
            BitAnd BitOr CBool CDate CGuid CNum CRef CStr ConvertFromBase64 ConvertToBase64 ConvertFromUTF8Hex \
            ConvertToUTF8Hex Contains Count DateAdd DateFromNum NumFromDate FormatDateTime Now Guid RandomNum DNComponent \
            DNComponentRev EscapeDNComponent Error IIF InStr InStrRev IsBitSet IsCert IsDate IsEmpty IsGuid IsNull \
            IsNullOrEmpty IsNumeric IsPresent IsString Item ItemOrNull Join Split LCase UCase PCase Trim LTrim RTrim Left \
            Right Mid Len PadLeft PadRight RemoveDuplicates Replace ReplaceChars Select Where With StringFromGuid \
            StringFromSid Switch Word CertExtensionOids CertFormat CertFriendlyName CertHashString CertIssuer \
            CertIssuerDN CertIssuerOid CertKeyAlgorithm CertKeyAlgorithmParams CertNameInfo CertNotAfter CertNotBefore \
            CertPublicKeyOid CertPublicKeyParametersOid CertSerialNumber CertSignatureAlgorithmOid CertSubject \
            CertSubjectNameDN CertSubjectNameOid CertThumbprint CertVersion ImportedValue ValueCount CBin Thumbprint
            """
        #expect(Set(wanted.split(separator: " ").map { String($0) }) == Set(names))
    }

    @Test(
        "the help of a function says everything that its definition does",
        arguments: FunctionLibrary.functions.map(\.name)
    )
    func help(_ name: String) throws {
        let function = try #require(FunctionLibrary.function(named: name))
        let text = FunctionHelp(function).text
        let parts = [function.signature, function.summary] + function.edges + function.examples.map(\.expression)
        for part in parts {
            #expect(text.contains(part))
            #expect(FunctionReference.markdown.contains(part))
        }
    }

    @Test(
        "what varies says where, and what a synchronization gives instead",
        arguments: [
            ("Guid", "the empty GUID every time"), ("RandomNum", "the least comes every time"),
            ("Now", "the time of the run"),
        ]
    )
    func variation(_ name: String, _ instead: String) throws {
        let text = FunctionHelp(try #require(FunctionLibrary.function(named: name))).text
        let place = try #require(text.firstRange(of: "In a synchronization run ")).upperBound
        #expect(text[place...].prefix { $0 != "\n" }.contains(instead), "\(text)")
        let varies = "In the product, and where an expression is tried, it may give something else each time."
        #expect(text.contains(varies) && !text.contains("every run"), "\(text)")
        #expect(FunctionReference.markdown.ranges(of: "- " + varies).count == 3)
    }
}
