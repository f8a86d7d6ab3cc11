@echo off
rem Starts Signalbox from the tree that this file is part of (bin\signalbox.bat, lib\signalbox.jar).
rem SIGNALBOX_JAVA names the java to use, SIGNALBOX_JVM_OPTS holds further options for it.
setlocal
set "WANTED=25"
for %%I in ("%~dp0..") do set "HOME_DIR=%%~fI"
set "JAVA="

if defined SIGNALBOX_JAVA (
  for %%J in ("%SIGNALBOX_JAVA%") do call :try_home "%%~dpJ.."
  if not defined JAVA (
    echo SIGNALBOX_JAVA names "%SIGNALBOX_JAVA%", which is not a Java of version %WANTED% or later.>&2
    exit /b 1
  )
  goto found
)
call :try_home "%HOME_DIR%\..\runtime"
if not defined JAVA if defined JAVA_HOME call :try_home "%JAVA_HOME%"
if not defined JAVA for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :try_home "%%~dp$PATH:J.."
if not defined JAVA for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\*25*" "%ProgramFiles%\Java\*25*" "%ProgramFiles%\Microsoft\*25*" "%ProgramFiles%\Zulu\*25*" "%USERPROFILE%\.jdks\*25*") do call :try_home "%%~fD"
if not defined JAVA (
  echo Signalbox needs Java %WANTED% or later and found none: install it, or name it in SIGNALBOX_JAVA.>&2
  exit /b 1
)

:found
set "CACHE_OPTION="
if exist "%HOME_DIR%\lib\signalbox.aot" set CACHE_OPTION="-XX:AOTCache=%HOME_DIR%\lib\signalbox.aot"
set "NATIVES_OPTION="
if exist "%HOME_DIR%\natives" set NATIVES_OPTION="-DPYTORCH_LIBRARY_PATH=%HOME_DIR%\natives" -DPYTORCH_FLAVOR=cpu
"%JAVA%" "@%HOME_DIR%\lib\jvm.options" %CACHE_OPTION% "-Dsignalbox.home=%HOME_DIR%" %NATIVES_OPTION% %SIGNALBOX_JVM_OPTS% -jar "%HOME_DIR%\lib\signalbox.jar" %*
exit /b %ERRORLEVEL%

rem Sets JAVA if the Java home %1 is new enough, which its release file tells.
:try_home
if defined JAVA exit /b
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\release" exit /b
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do for /f "tokens=1 delims=.-+" %%M in ("%%~V") do if %%M GEQ %WANTED% set "JAVA=%~1\bin\java.exe"
exit /b
